-- SPDX-License-Identifier: Apache-2.0
-- The roles of a hub. They are the cluster's, so they may be there from another database.
DO $$
DECLARE named text;
BEGIN
    FOREACH named IN ARRAY ARRAY['counterpart_owner', 'counterpart_keeper', 'counterpart_member',
        'counterpart_desk', 'counterpart_clerk', 'counterpart_supervisor', 'counterpart_auditor',
        'counterpart_intake', 'counterpart_it']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = named) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', named);
        END IF;
    END LOOP;
END $$;
GRANT counterpart_member TO counterpart_desk, counterpart_auditor, counterpart_it;
GRANT counterpart_desk TO counterpart_clerk, counterpart_supervisor, counterpart_intake;
-- appoint() hands these on; the owner can do nothing with them but that.
GRANT counterpart_clerk, counterpart_supervisor, counterpart_auditor, counterpart_intake
    TO counterpart_owner WITH ADMIN OPTION;
