-- SPDX-License-Identifier: Apache-2.0
-- The first schema of an office hub: who may, the shared queue, the answers, and the log of all desks.
--
-- Who asks is told by session_user, which neither SET ROLE nor a pooler changes. Desks write through
-- functions that run as the owner; the log alone takes plain inserts, and checks each row itself.
-- A change is found again by the transaction that made it: see news() in services/storage/office.

CREATE TABLE hub (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id text NOT NULL DEFAULT gen_random_uuid()::text,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO hub DEFAULT VALUES;

CREATE TABLE offices (id text PRIMARY KEY, name text NOT NULL);

CREATE TABLE members (
    login name PRIMARY KEY,
    office text NOT NULL REFERENCES offices,
    account text NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('clerk', 'supervisor', 'auditor', 'intake', 'it')),
    active boolean NOT NULL DEFAULT true
);

CREATE TABLE inquiries (
    id text PRIMARY KEY,
    office text NOT NULL REFERENCES offices,
    document text NOT NULL,
    due_at bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'held', 'answered', 'closed')),
    claim_desk text,
    claim_account text,
    claim_name text,
    claim_until timestamptz,
    answer text,
    change xid8 NOT NULL DEFAULT pg_current_xact_id()
) WITH (fillfactor = 80);
CREATE INDEX inquiries_change ON inquiries (office, change, id);
CREATE INDEX inquiries_open ON inquiries (office, due_at, id) WHERE state = 'open';

CREATE TABLE messages (
    id text PRIMARY KEY,
    inquiry text NOT NULL REFERENCES inquiries,
    office text NOT NULL,
    place integer NOT NULL,
    key text NOT NULL,
    document text NOT NULL,
    original bytea NOT NULL,
    change xid8 NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (office, key)
);
CREATE INDEX messages_inquiry ON messages (inquiry, place);

CREATE TABLE answers (
    id text PRIMARY KEY,
    inquiry text NOT NULL REFERENCES inquiries,
    office text NOT NULL,
    previous text,
    message_id text NOT NULL,
    letter text NOT NULL,
    suggestion text,
    approved text NOT NULL,
    desk text NOT NULL,
    account text NOT NULL,
    name text NOT NULL,
    state text NOT NULL CHECK (state IN ('granted', 'delivered', 'withdrawn')),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    change xid8 NOT NULL DEFAULT pg_current_xact_id()
);
-- The heart of it: an answer is given to what was known, and nothing is answered twice.
CREATE UNIQUE INDEX answers_once ON answers (inquiry, previous) NULLS NOT DISTINCT
    WHERE state <> 'withdrawn';

CREATE TABLE decisions (
    office text NOT NULL REFERENCES offices,
    subject text NOT NULL,
    value text NOT NULL,
    reason text NOT NULL,
    account text NOT NULL,
    name text NOT NULL,
    at bigint NOT NULL,
    change xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (office, subject)
);

CREATE TABLE chains (
    office text NOT NULL REFERENCES offices,
    desk text NOT NULL,
    life text NOT NULL,
    turn bigint NOT NULL,
    seq bigint NOT NULL,
    hash text NOT NULL,
    from_life text,
    from_seq bigint NOT NULL DEFAULT 0,
    skew_ms bigint NOT NULL DEFAULT 0,
    version text NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    met_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (office, desk, life)
);

CREATE TABLE log_entries (
    office text NOT NULL,
    desk text NOT NULL,
    life text NOT NULL,
    seq bigint NOT NULL,
    body text NOT NULL,
    hash text NOT NULL,
    account text,
    happened text,
    inquiry text,
    at text,
    arrived timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (office, desk, life, seq, arrived)
) PARTITION BY RANGE (arrived);
CREATE TABLE log_entries_rest PARTITION OF log_entries DEFAULT;
CREATE INDEX log_entries_account ON log_entries (office, account, arrived);
CREATE INDEX log_entries_inquiry ON log_entries (inquiry);

CREATE TABLE log_texts (
    office text NOT NULL,
    sha256 text NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (office, sha256),
    CHECK (sha256 = encode(sha256(body), 'hex'))
);

-- Who asks ---------------------------------------------------------------------------------------

CREATE FUNCTION me() RETURNS members
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE m members;
BEGIN
    SELECT * INTO m FROM members WHERE login = session_user AND active;
    IF m.login IS NULL THEN
        RAISE EXCEPTION 'no member of this hub' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN m;
END $$;

CREATE FUNCTION my_office() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = counterpart, pg_temp AS
    $$ SELECT office FROM members WHERE login = session_user AND active $$;

CREATE FUNCTION my_account() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = counterpart, pg_temp AS
    $$ SELECT account FROM members WHERE login = session_user AND active $$;

CREATE FUNCTION my_role() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = counterpart, pg_temp AS
    $$ SELECT role FROM members WHERE login = session_user AND active $$;

CREATE FUNCTION must(VARIADIC roles text[]) RETURNS members
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE m members;
BEGIN
    m := me();
    IF m.role <> ALL (roles) THEN
        RAISE EXCEPTION 'not as %', m.role USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN m;
END $$;

-- The shared queue -------------------------------------------------------------------------------

-- One inquiry with some of its messages. A message that another inquiry holds already makes this
-- one its double: nothing is stored and the other's id is the answer.
CREATE FUNCTION publish(
    p_id text, p_document text, p_due_at bigint, p_ids text[], p_places integer[], p_keys text[],
    p_documents text[], p_originals bytea[]
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE
    m members := must('clerk', 'supervisor', 'intake');
    kept inquiries;
    double text;
    news boolean := false;
BEGIN
    SELECT inquiry INTO double FROM messages
        WHERE office = m.office AND key = ANY (p_keys) AND inquiry <> p_id LIMIT 1;
    IF double IS NOT NULL THEN
        RETURN double;
    END IF;
    INSERT INTO inquiries (id, office, document, due_at, state)
        VALUES (p_id, m.office, p_document, p_due_at, 'open') ON CONFLICT (id) DO NOTHING;
    SELECT * INTO kept FROM inquiries WHERE id = p_id FOR UPDATE;
    IF kept.office <> m.office THEN
        RAISE EXCEPTION 'an inquiry of another office' USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR n IN 1 .. coalesce(array_length(p_ids, 1), 0) LOOP
        INSERT INTO messages (id, inquiry, office, place, key, document, original)
            VALUES (p_ids[n], p_id, m.office, p_places[n], p_keys[n], p_documents[n], p_originals[n])
            ON CONFLICT DO NOTHING;
        news := news OR FOUND;
    END LOOP;
    IF news THEN
        -- A new message reopens what was answered or closed, and ends a hold.
        UPDATE inquiries SET document = p_document, due_at = p_due_at, state = 'open',
            change = pg_current_xact_id() WHERE id = p_id;
        PERFORM pg_notify('counterpart', md5(m.office));
    END IF;
    RETURN p_id;
EXCEPTION WHEN unique_violation THEN
    SELECT inquiry INTO double FROM messages WHERE office = m.office AND key = ANY (p_keys) LIMIT 1;
    RETURN coalesce(double, p_id);
END $$;

-- What a desk has decided about an inquiry without answering it; heeded only if nobody else has
-- the inquiry and nothing was answered that this desk did not know of.
CREATE FUNCTION put_state(p_id text, p_desk text, p_state text, p_known text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE m members := must('clerk', 'supervisor');
BEGIN
    IF p_state NOT IN ('open', 'held', 'closed') THEN
        RAISE EXCEPTION 'no state of a desk: %', p_state USING ERRCODE = 'check_violation';
    END IF;
    UPDATE inquiries SET state = p_state, change = pg_current_xact_id()
        WHERE id = p_id AND office = m.office AND state <> p_state
        AND answer IS NOT DISTINCT FROM p_known
        AND (claim_until IS NULL OR claim_until < clock_timestamp() OR claim_desk = p_desk);
    RETURN FOUND;
END $$;

-- Claims -----------------------------------------------------------------------------------------

-- Take the wanted inquiries that are free, or the most pressing where none is named. A row that
-- another desk is at in this moment is passed over. Answers what this desk has now.
CREATE FUNCTION claim(p_desk text, p_wanted text[], p_lease interval, p_most integer)
RETURNS TABLE (id text, until timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
#variable_conflict use_column
DECLARE m members := must('clerk', 'supervisor');
BEGIN
    IF p_lease > interval '4 hours' OR p_lease <= interval '0' OR p_most > 100 THEN
        RAISE EXCEPTION 'no such lease' USING ERRCODE = 'check_violation';
    END IF;
    IF p_wanted IS NULL THEN
        RETURN QUERY UPDATE inquiries i SET claim_desk = p_desk, claim_account = m.account,
            claim_name = m.name, claim_until = clock_timestamp() + p_lease,
            change = pg_current_xact_id()
        FROM (
            SELECT f.id FROM inquiries f WHERE f.office = m.office AND f.state = 'open'
            AND (f.claim_until IS NULL OR f.claim_until < clock_timestamp())
            ORDER BY f.due_at, f.id LIMIT p_most FOR UPDATE SKIP LOCKED
        ) free WHERE i.id = free.id RETURNING i.id, i.claim_until;
    ELSE
        RETURN QUERY UPDATE inquiries i SET claim_desk = p_desk, claim_account = m.account,
            claim_name = m.name, claim_until = clock_timestamp() + p_lease,
            change = pg_current_xact_id()
        FROM (
            SELECT f.id FROM inquiries f WHERE f.office = m.office AND f.id = ANY (p_wanted)
            AND f.state IN ('open', 'held')
            AND (f.claim_until IS NULL OR f.claim_until < clock_timestamp() OR f.claim_desk = p_desk)
            ORDER BY f.id FOR UPDATE SKIP LOCKED
        ) free WHERE i.id = free.id RETURNING i.id, i.claim_until;
    END IF;
END $$;

CREATE FUNCTION release(p_desk text, p_given text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
    UPDATE inquiries SET claim_until = NULL, claim_desk = NULL, claim_account = NULL,
        claim_name = NULL, change = pg_current_xact_id()
    WHERE id = ANY (p_given) AND claim_desk = p_desk AND office = (me()).office;
$$;

-- Answers ----------------------------------------------------------------------------------------

-- Leave to send one reply, given to what its desk knew when it was approved. Asking twice is asking
-- once. Answers 'granted', 'delivered' (it went already), 'answered' (a colleague was first),
-- 'taken' (a colleague has the inquiry), or 'missing'.
CREATE FUNCTION grant_answer(
    p_id text, p_inquiry text, p_desk text, p_previous text, p_message_id text, p_letter text,
    p_suggestion text, p_approved text
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE
    m members := must('clerk', 'supervisor');
    i inquiries;
    a answers;
BEGIN
    SELECT * INTO i FROM inquiries WHERE id = p_inquiry AND office = m.office FOR UPDATE;
    IF i.id IS NULL THEN
        RETURN 'missing';
    END IF;
    SELECT * INTO a FROM answers WHERE id = p_id;
    IF a.id IS NOT NULL AND (a.inquiry <> p_inquiry OR a.approved <> p_approved) THEN
        RAISE EXCEPTION 'another reply has this id' USING ERRCODE = 'unique_violation';
    END IF;
    IF a.state IN ('granted', 'delivered') THEN
        RETURN a.state;
    END IF;
    IF i.answer IS DISTINCT FROM p_previous THEN
        RETURN 'answered';
    END IF;
    IF i.claim_desk <> p_desk AND i.claim_until >= clock_timestamp() THEN
        RETURN 'taken';
    END IF;
    IF a.id IS NOT NULL THEN
        UPDATE answers SET state = 'granted', change = pg_current_xact_id() WHERE id = p_id;
    ELSE
        INSERT INTO answers (id, inquiry, office, previous, message_id, letter, suggestion,
            approved, desk, account, name, state)
            VALUES (p_id, p_inquiry, m.office, p_previous, p_message_id, p_letter, p_suggestion,
            p_approved, p_desk, m.account, m.name, 'granted');
    END IF;
    UPDATE inquiries SET answer = p_id, state = 'answered', claim_until = NULL, claim_desk = NULL,
        claim_account = NULL, claim_name = NULL, change = pg_current_xact_id() WHERE id = p_inquiry;
    RETURN 'granted';
END $$;

-- What became of a reply that was let go.
CREATE FUNCTION settle_answer(p_id text, p_desk text, p_delivered boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE
    m members := must('clerk', 'supervisor');
    a answers;
BEGIN
    SELECT * INTO a FROM answers WHERE id = p_id AND office = m.office AND desk = p_desk FOR UPDATE;
    IF a.state IS DISTINCT FROM 'granted' THEN
        RETURN;
    END IF;
    UPDATE answers SET state = CASE WHEN p_delivered THEN 'delivered' ELSE 'withdrawn' END,
        change = pg_current_xact_id() WHERE id = p_id;
    UPDATE inquiries SET
        answer = CASE WHEN p_delivered THEN answer ELSE a.previous END,
        state = CASE WHEN p_delivered THEN state ELSE 'open' END,
        change = pg_current_xact_id() WHERE id = a.inquiry AND answer = p_id;
END $$;

-- Decisions --------------------------------------------------------------------------------------

CREATE FUNCTION decide(p_subject text, p_value text, p_reason text, p_account text, p_name text,
    p_at bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE m members := must('supervisor');
BEGIN
    INSERT INTO decisions AS d (office, subject, value, reason, account, name, at)
        VALUES (m.office, p_subject, p_value, p_reason, p_account, p_name, p_at)
        ON CONFLICT (office, subject) DO UPDATE SET value = p_value, reason = p_reason,
            account = p_account, name = p_name, at = p_at, change = pg_current_xact_id()
        WHERE d.at < p_at;
    IF FOUND THEN
        PERFORM pg_notify('counterpart', md5(m.office));
    END IF;
END $$;

-- Desks and their logs ---------------------------------------------------------------------------

-- A desk comes by. `restored`: this store has been here in a later state than the one it shows now.
CREATE FUNCTION meet(
    p_desk text, p_life text, p_turn bigint, p_seq bigint, p_from_life text, p_from_seq bigint,
    p_now timestamptz, p_version text
) RETURNS TABLE (hub text, office text, role text, now timestamptz, seq bigint, restored boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
#variable_conflict use_column
DECLARE
    m members := must('clerk', 'supervisor', 'intake');
    c chains;
    start_hash text := repeat('0', 64);
    behind boolean;
BEGIN
    SELECT * INTO c FROM chains
        WHERE office = m.office AND desk = p_desk AND life = p_life FOR UPDATE;
    IF c.life IS NULL THEN
        IF p_from_seq > 0 THEN
            SELECT e.hash INTO start_hash FROM log_entries e WHERE e.office = m.office
                AND e.desk = p_desk AND e.life = p_from_life AND e.seq = p_from_seq;
            IF start_hash IS NULL THEN
                RAISE EXCEPTION 'no such place in that chain' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        INSERT INTO chains (office, desk, life, turn, seq, hash, from_life, from_seq, version)
            VALUES (m.office, p_desk, p_life, p_turn, p_from_seq, start_hash, p_from_life,
            p_from_seq, p_version) RETURNING * INTO c;
        behind := false;
    ELSE
        behind := p_turn <= c.turn OR p_seq < c.seq;
    END IF;
    IF NOT behind THEN
        UPDATE chains SET turn = p_turn, version = p_version, met_at = clock_timestamp(),
            skew_ms = (extract(epoch FROM p_now - clock_timestamp()) * 1000)::bigint
            WHERE office = m.office AND desk = p_desk AND life = p_life;
    END IF;
    RETURN QUERY SELECT h.id, m.office, m.role, clock_timestamp(), c.seq, behind FROM hub h;
END $$;

-- Every row is checked before it is in: by whom, what it hashes to, and what it follows.
CREATE FUNCTION check_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE
    c chains;
    said jsonb;
BEGIN
    IF NEW.office IS DISTINCT FROM my_office() THEN
        RAISE EXCEPTION 'an entry of another office' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT * INTO c FROM chains
        WHERE office = NEW.office AND desk = NEW.desk AND life = NEW.life FOR UPDATE;
    IF c.life IS NULL THEN
        RAISE EXCEPTION 'a desk that has not met this hub' USING ERRCODE = 'check_violation';
    END IF;
    IF encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex') <> NEW.hash THEN
        RAISE EXCEPTION 'entry %: its content does not match its hash', NEW.seq
            USING ERRCODE = 'check_violation';
    END IF;
    said := replace(NEW.body, '\u0000', '\ufffd')::jsonb;  -- jsonb holds no such character
    IF NEW.seq <> c.seq + 1 OR (said ->> 'seq')::bigint IS DISTINCT FROM NEW.seq
        OR (said ->> 'prev') IS DISTINCT FROM c.hash THEN
        RAISE EXCEPTION 'entry %: it does not follow the entry before it', NEW.seq
            USING ERRCODE = 'check_violation';
    END IF;
    IF (said ->> 'office') IS DISTINCT FROM NEW.office
        OR (said ->> 'desk') IS DISTINCT FROM NEW.desk THEN
        RAISE EXCEPTION 'entry %: it names another desk', NEW.seq USING ERRCODE = 'check_violation';
    END IF;
    NEW.account := said ->> 'account';
    NEW.happened := said ->> 'happened';
    NEW.inquiry := said ->> 'inquiry';
    NEW.at := said ->> 'at';
    NEW.arrived := clock_timestamp();
    UPDATE chains SET seq = NEW.seq, hash = NEW.hash
        WHERE office = NEW.office AND desk = NEW.desk AND life = NEW.life;
    RETURN NEW;
END $$;
CREATE TRIGGER log_entries_check BEFORE INSERT ON log_entries
    FOR EACH ROW EXECUTE FUNCTION check_entry();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER log_entries_no_change BEFORE UPDATE OR DELETE ON log_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_entries_no_truncate BEFORE TRUNCATE ON log_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_texts_no_change BEFORE UPDATE OR DELETE ON log_texts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_texts_no_truncate BEFORE TRUNCATE ON log_texts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Three years of months ahead; what comes later than that lands in the rest and is not lost.
CREATE FUNCTION make_room() RETURNS integer
LANGUAGE plpgsql SET search_path = counterpart, pg_temp AS $$
DECLARE
    first date := date_trunc('month', now())::date;
    month date;
    made integer := 0;
BEGIN
    FOR n IN 0 .. 35 LOOP
        month := (first + make_interval(months => n))::date;
        IF to_regclass(format('counterpart.log_entries_%s', to_char(month, 'YYYY_MM'))) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE log_entries_%s PARTITION OF log_entries FOR VALUES FROM (%L) TO (%L)',
                to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
            EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON log_entries_%s'
                ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', to_char(month, 'YYYY_MM'));
            EXECUTE format('ALTER TABLE log_entries_%s OWNER TO counterpart_keeper',
                to_char(month, 'YYYY_MM'));
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END $$;
SELECT make_room();

-- Staff ------------------------------------------------------------------------------------------

CREATE FUNCTION appoint(p_login text, p_office text, p_account text, p_name text, p_role text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE before text;
BEGIN
    IF NOT pg_has_role(session_user, 'counterpart_it', 'member') THEN
        RAISE EXCEPTION 'only IT appoints' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF p_login = session_user THEN
        RAISE EXCEPTION 'nobody appoints herself' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT role INTO before FROM members WHERE login = p_login;
    IF before IS NOT NULL AND before <> p_role THEN
        EXECUTE format('REVOKE counterpart_%s FROM %I', before, p_login);
    END IF;
    INSERT INTO members (login, office, account, name, role)
        VALUES (p_login, p_office, p_account, p_name, p_role)
        ON CONFLICT (login) DO UPDATE SET office = p_office, account = p_account, name = p_name,
            role = p_role, active = true;
    EXECUTE format('GRANT counterpart_%s TO %I', p_role, p_login);
END $$;

CREATE FUNCTION dismiss(p_login text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
DECLARE before text;
BEGIN
    IF NOT pg_has_role(session_user, 'counterpart_it', 'member') OR p_login = session_user THEN
        RAISE EXCEPTION 'only IT dismisses, and nobody herself'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE members SET active = false WHERE login = p_login RETURNING role INTO before;
    IF before IS NOT NULL THEN
        EXECUTE format('REVOKE counterpart_%s FROM %I', before, p_login);
    END IF;
END $$;

CREATE FUNCTION open_office(p_id text, p_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = counterpart, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(session_user, 'counterpart_it', 'member') THEN
        RAISE EXCEPTION 'only IT opens offices' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO offices VALUES (p_id, p_name) ON CONFLICT (id) DO UPDATE SET name = p_name;
END $$;

-- Who may see and do what --------------------------------------------------------------------------

ALTER TABLE inquiries ENABLE ROW LEVEL SECURITY;
ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE decisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE chains ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_texts ENABLE ROW LEVEL SECURITY;
ALTER TABLE members ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_office ON inquiries FOR SELECT USING (office = (SELECT my_office()));
CREATE POLICY own_office ON messages FOR SELECT USING (office = (SELECT my_office()));
CREATE POLICY own_office ON answers FOR SELECT USING (office = (SELECT my_office()));
CREATE POLICY own_office ON decisions FOR SELECT USING (office = (SELECT my_office()));
CREATE POLICY everything ON members FOR SELECT TO counterpart_it USING (true);
CREATE POLICY everything ON chains FOR SELECT TO counterpart_it USING (true);
CREATE POLICY own_office ON chains FOR SELECT TO counterpart_auditor
    USING (office = (SELECT my_office()));
CREATE POLICY own_entries ON log_entries FOR SELECT TO counterpart_clerk
    USING (office = (SELECT my_office()) AND account = (SELECT my_account()));
CREATE POLICY own_office ON log_entries FOR SELECT TO counterpart_supervisor, counterpart_auditor
    USING (office = (SELECT my_office()));
CREATE POLICY arrive ON log_entries FOR INSERT TO counterpart_desk
    WITH CHECK (office = (SELECT my_office()));
CREATE POLICY own_office ON log_texts FOR SELECT TO counterpart_supervisor, counterpart_auditor
    USING (office = (SELECT my_office()));
CREATE POLICY arrive ON log_texts FOR INSERT TO counterpart_desk
    WITH CHECK (office = (SELECT my_office()));

REVOKE ALL ON ALL TABLES IN SCHEMA counterpart FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA counterpart FROM PUBLIC;
GRANT USAGE ON SCHEMA counterpart TO counterpart_member;
GRANT EXECUTE ON FUNCTION me(), my_office(), my_account(), my_role(), must(text[])
    TO counterpart_member;
GRANT SELECT ON hub, offices, migrations TO counterpart_member;

GRANT SELECT ON inquiries, messages, answers, decisions TO counterpart_clerk, counterpart_supervisor;
GRANT SELECT ON inquiries, messages, decisions TO counterpart_intake;
-- The intake has to know to which inquiry a customer's answer to our reply belongs, and no more.
GRANT SELECT (id, inquiry, office, previous, message_id, desk, account, name, state, at, change)
    ON answers TO counterpart_intake;
GRANT SELECT ON log_entries TO counterpart_clerk, counterpart_supervisor, counterpart_auditor;
GRANT SELECT ON log_texts TO counterpart_supervisor, counterpart_auditor;
GRANT SELECT ON chains TO counterpart_auditor, counterpart_it;
GRANT SELECT ON members TO counterpart_it;
GRANT INSERT (office, desk, life, seq, body, hash) ON log_entries TO counterpart_desk;
GRANT INSERT ON log_texts TO counterpart_desk;

GRANT EXECUTE ON FUNCTION
    publish(text, text, bigint, text[], integer[], text[], text[], bytea[]),
    meet(text, text, bigint, bigint, text, bigint, timestamptz, text)
    TO counterpart_desk;
GRANT EXECUTE ON FUNCTION
    put_state(text, text, text, text),
    claim(text, text[], interval, integer),
    release(text, text[]),
    grant_answer(text, text, text, text, text, text, text, text),
    settle_answer(text, text, boolean)
    TO counterpart_clerk, counterpart_supervisor;
GRANT EXECUTE ON FUNCTION decide(text, text, text, text, text, bigint) TO counterpart_supervisor;
GRANT EXECUTE ON FUNCTION
    appoint(text, text, text, text, text), dismiss(text), open_office(text, text)
    TO counterpart_it;

-- Whose it is ------------------------------------------------------------------------------------
-- The keeper owns the log and nobody is a member of the keeper; so whoever runs the rest, its owner
-- included, may not even switch a trigger off.

ALTER TABLE log_entries OWNER TO counterpart_keeper;
ALTER TABLE log_entries_rest OWNER TO counterpart_keeper;
ALTER TABLE log_texts OWNER TO counterpart_keeper;
ALTER FUNCTION refuse_change() OWNER TO counterpart_keeper;
GRANT USAGE ON SCHEMA counterpart TO counterpart_keeper;
GRANT SELECT ON log_entries TO counterpart_owner;
CREATE POLICY owner_reads ON log_entries FOR SELECT TO counterpart_owner USING (true);
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON log_entries_rest
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
DO $$
DECLARE named text;
BEGIN
    FOR named IN SELECT format('TABLE %I', tablename) FROM pg_tables
        WHERE schemaname = 'counterpart' AND tablename NOT LIKE 'log\_%'
    UNION ALL SELECT format('FUNCTION %I(%s)', proname, pg_get_function_identity_arguments(p.oid))
        FROM pg_proc p WHERE pronamespace = 'counterpart'::regnamespace
        AND proname NOT IN ('refuse_change', 'make_room') AND pg_has_role(session_user, p.proowner, 'usage')
    LOOP
        EXECUTE format('ALTER %s OWNER TO counterpart_owner', named);
    END LOOP;
END $$;
