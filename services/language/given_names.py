# SPDX-License-Identifier: Apache-2.0
"""Given names that Californians bear, and people recognised by them where nothing introduces them.

The list was put together by hand from names that are common in the state's communities. It finds
"Rodney" in mid-sentence; it cannot find a name it does not hold, and says nothing of family names
alone.
"""

import re
from collections.abc import Callable

from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.persons import NAME_WEIGHT, is_no_name

_COMMON = frozenset(
    """
    aaliyah aaron abby abdul abdullah abel abigail abraham ada adalberto adam addison adela
    adelaide adele adolfo adrian adriana adrienne agnes agustin ahmad ahmed aidan aileen aimee
    aisha ajay akash akira alan alana albert alberta alberto alejandra alejandro aleksandr
    alessandra alex alexa alexander alexandra alexandria alexei alexis alfonso alfred alfreda
    alfredo ali alice alicia alina alisha alison allan allen allison alma alonzo alvaro alvin
    alyssa amalia amanda amara amelia amina amir amit amrit amy ana anahit anand anastasia
    andre andrea andreas andres andrew andrey angela angelica angelina angelo angie anil anish
    anita anjali ann anna annabelle anne annette annie anselmo anthony antoine antoinette anton
    antonia antonio anush anya araceli aram arash ariana ariel arjun arlene armando armen
    arnold arnoldo arpine arsen artem arthur arturo arun arya asha ashley ashok ashot ashur
    astrid audrey aurelio aurora ava avery axel ayesha babak baljit barbara barry bart beatrice
    beatriz becky belinda ben benedict benjamin bennett bernadette bernard bernardo bernice
    bertha bertram beth bethany betsy bettina betty beverly bhavna bianca bob bobby bonnie
    boris brad bradley brandon brandy brayden brenda brendan brent brett brian brianna bridget
    brittany bruce bruno bryan bryce byron caitlin caleb calvin camila camille candace candice
    cara carina carl carla carlo carlos carlton carmen carol carole caroline carolyn carrie
    casey cassandra catalina catherine cathy cecelia cecil cecilia cedric celeste celia celina
    cesar chad chandra charlene charles charlie cheryl chester chloe chris christa christie
    christina christine christopher cindy claire clara clarence clarissa claude claudia clayton
    clemente clifford clifton clint clinton clyde colin colleen connie connor conrad consuelo
    cora corey corinne cornelia cornelius cory courtney craig cristian cristina cruz curtis
    cynthia damian damien damon dan dana daniel daniela danielle danny daphne darius darlene
    darrell darren darryl daryl dave david dawid deanna debbie deborah debra deepak delia
    delores demetrius denis denise dennis derek derrick deshawn desiree desmond devin devon
    diana diane dianne diego dimitri dina dinah dinesh dmitri dmitry dolores dominic dominique
    donald donna dora doreen doris dorothy doug douglas duane duncan dustin dwayne dwight dylan
    dũng earl ebony eddie edgar edith edna eduardo edward edwin efrain efraín eileen elaine
    elba eleanor elena eli elias elijah elisa elizabeth ella ellen elliot elliott elmer eloise
    elsa elvira elvis emanuel emil emilia emilio emily emma emmanuel enrique eric erica erik
    erika erin ernest ernestine ernesto ervin esmeralda esperanza esteban estela estella esther
    ethan ethel eugene eugenia eunice eusebio eva evan evelyn fabian fabiola farah farhad
    fatima faustino fay federico felicia felipe felix fernanda fernando fidel fiona flora floyd
    fran frances francesca francine francis francisco franklin fred freddie freddy frederick
    gabi gabriel gabriela gabrielle gagik gail garrett gary gavin gayane gayle gene genevieve
    geoffrey george georgina gerald geraldine gerard gerardo gertrude gevorg gil gilbert
    gilberto gina ginger giovanni gladys glenda glenn gloria gonzalo gopal gordon gracie
    graciela graham greg gregg gregory greta gretchen griselda guadalupe guillermo gurdeep
    gurpreet gus gustavo gwen gwendolyn hakob haley hannah hans hao harinder harish harjit
    harold haroun harpreet harriet harry harvey hasmik hassan hayk hazel hector heidi helen
    helena helga henrietta henry herbert heriberto herman hilda hiroshi homer horacio hovhannes
    howard hubert hugh hugo humberto hung hussein hùng hương hạnh ian ibrahim ida ignacio igor
    ilene imelda inez ingrid irene irina irma irving isaac isabel isabella isabelle isaiah
    isaias ismael ivan jacinto jack jackie jaclyn jacob jacqueline jada jagdish jaime jake
    jalen jamal james jamie jan jana jane janelle janet janice janie janine jared jasmin
    jasmine jason jasper jaspreet javier jay jayden jayla jaylen jean jeanette jeanne jeff
    jeffery jeffrey jen jenna jennie jennifer jenny jerald jeremiah jeremy jerome jerry jesse
    jessica jessie jesus jesús jill jim jimmie jimmy joan joann joanna joanne joaquin jocelyn
    jodi jody joe joel joey johanna john johnathan johnnie johnny jolene jomar jon jonah jonas
    jonathan jorge jose josefina joseph josephine josh joshua josie josé joyce juan juana
    juanita judith judy julia julian juliana julie juliet julio julius justin justine kaitlyn
    kamal kamran karapet karen kari karina karl karla karo kate katelyn katherine kathleen
    kathryn kathy katie katrina kavita kay kayla kaylee keisha keith kelley kelli kelly kelsey
    kelvin ken kendra kenneth kenny kent kerry kevin khadija khalid kiara kimberly kimiko kirk
    kirsten konstantin krista kristen kristin kristi kristina kristine kristopher kuldeep kurt
    kyle lamar lana larisa larry latasha latisha latonya laura lauren laurence laurie lavonne
    lawrence leah leandro leigh leila lela lena leo leon leona leonard leonardo leonel leroy
    leslie lester leticia levi levon lewis liam liana lidia lila lilia lilian liliana lilit
    lillian lillie linda lindsay lindsey linh lionel lisa liza lloyd logan lois lola lonnie
    lora loren lorena lorenzo loretta lori lorraine louis louise lourdes lucas lucia luciana
    lucille lucinda lucy luis luisa lukas luke lupe lupita luther luz lydia lyle lynda lynette
    lynn mabel mable mack madeline magdalena mahmoud malcolm malik mandy manish manjit manny
    manoj manpreet manuel manuela marc marcel marcela marcella marci marcia marco marcos marcus
    margaret margarita margie margot marguerite maria mariah mariam marian mariana marianne
    maribel maricela marie marilyn marina mario marisa marisol marissa marivic marjorie marla
    marlene marlon marsha marta martha martin martina marty marvin mary maryam maryann maría
    masha mateo mathew matilda matt matthew maureen maurice mauricio mauro maxine maxwell mayra
    meera megan meghan mehdi mei mel melanie melba melinda melissa melvin meredith michael
    michaela micheal michele michelle miguel mike mikhail mila mildred millie milton mina
    minerva miranda miriam misael misty mitchell mohamed mohammad mohammed mohan moises mona
    monica monique monty morgan morris moses muhammad myra myrna myron myrtle nadia nadine
    nancy naomi nare narine natalia natalie natasha nathan nathaniel neha neil nellie nelson
    nestor nettie ngọc nicholas nick nicolas nicole nikita nikolai nilda nina nisha noah noe
    noel noelle noemi nora norma norman nuria octavio odessa ofelia oksana oleg olga oliver
    olivia omar opal oscar osvaldo otis otto owen pablo pamela parminder parvin patrice
    patricia patrick patsy patti patty paul paula paulette paulina pauline pavel pedro peggy
    percy perla perry pete peter petra phil philip phillip phyllis phương pierre pilar piotr
    polly pooja preston priscilla priya priyanka quang rachel rachelle rafael rahul raj rajesh
    rajiv ralph ramesh ramiro ramon ramona randall randy raquel raul ravi raymond raymundo reba
    rebecca refugio regina reginald reinaldo rekha renata rene renee reuben reyna reynaldo reza
    rhonda ricardo richard rick rickey ricky rigoberto rita robert roberta roberto robyn
    rochelle rocio roderick rodney rodolfo rodrigo rogelio roger rohan roland rolando romeo ron
    ronald ronda ronnie rory rosa rosalia rosalie rosalind rosalinda rosalyn rosario rosemarie
    rosemary rosie roslyn ross roxanne roy ruben rudolph rudy rufus rupert russell ruth ryan
    sabrina sadie saeed sahar sally salvador salvatore sam samantha samer samir sammy samuel
    sandeep sandra sanjay santiago santos sara sarah sasha saul savannah scott sean sebastian
    sedrak selena serena sergei sergey sergio seth shane shanice shannon shari sharon shaun
    shauna shawn sheila shelby sheldon shelia shelley shelly sheri sherman sherri sherry sheryl
    shirley shreya sidney silvia simon simone skylar sofia sonia sonja sonya sophia sophie
    stacey stacy stan stanley stefan stella stephan stephanie stephen stevan steve steven
    stuart sukhdeep sumin sunil sunita suresh susan susana susanna susie suzan suzanne svetlana
    sylvia tabitha tamara tameka tami tammy tania tanya tara tasha tatiana tatyana ted temi
    temitope terence teresa teri terrance terrell terrence terri terry thanh thea thelma
    theodora theodore theresa thomas thảo thị tiffany tigran tim timothy tina toby todd tom
    tomas tommie tommy toni tonia tony tracey traci tracie tracy travis trent trevor tricia
    trina trisha tristan troy tuấn tyler tyrone tyson ulises uriel ursula vadim vahe valentin
    valentina valeria valerie vanessa vardan velma vera verna vernon veronica vicente vicki
    vicky victor vijay vikram vilma vincent vinh viola violeta virgil vivek vivian viviana
    vladimir wade wallace walt walter wanda warren wayne wendell wendy wesley wilbert wilbur
    wilfred wilfredo wilhelmina willard william willie willis wilma winifred winston woodrow
    xavier ximena yadira yasmin yesenia yesi yolanda yusuf yvette yvonne zachariah zachary
    zahra zara zelda zoe zoila zuzana алексей андрей анна вадим владимир дмитрий елена иван
    ирина мария михаил наталья николай оксана ольга светлана сергей татьяна юрий
    """.split()
)
_ALSO_WORDS = frozenset(
    """
    alba amber angel april art ash aspen august austin autumn bill blake bliss brook brooke
    brooklyn buddy carson cash chance charity chase chelsea christian christmas clay cliff cole
    colt cooper crystal daisy dakota dale dallas dawn dean destiny don drew duke easter eden eve
    faith florence forest frank gage georgia glen grace grant guy harmony heath heather holly
    hope houston hunter iris israel ivy jackson jade jewel jordan joy june justice kim king lacy
    lane lee lily london lucky madison major mark mason max may melody mercy miles miller minh
    norm nova olive page paris parker pat patience pearl penny peyton phoenix porter prince
    queen ray reed rich rob robin rod roman rose ruby rusty sage sandy savanna sawyer scarlett
    shepherd sky spencer sterling stone stormy sue summer sunny sydney tanner tate taylor
    trinidad trinity tucker ty van victoria violet virginia walker warner west will willow wren
    """.split()
)
"""Names that are words as well: a person only where another capital follows."""

_SMALL_WORDS = frozenset(
    """
    alan alma amir ann bart bert beth brad carol connie dina dora earl ebony ella emmy gail gene
    ginger gus hazel hector homer jack jake jean jenny jerry jill jody josh juan kent kirk kurt
    lana lane lara levi lila liza lola luz marina marta martin maxwell mel mina misty mona
    morgan myrtle nadia nelson nick noel opal otis perry pete pierre polly rene rory rosa roy
    sally savannah seth shane stan stella sterling sunil tamara terry tony tracy troy tyson
    ursula vera viola violeta wade wallace warren
    """.split()
)
"""Names that small letters make words of."""

_WORD = r"[^\W\d_][\w'’-]*"
_PERSON = re.compile(
    rf"(?<![\w@.#/-])(?P<given>{_WORD})(?P<more>(?:[ \t]+(?:[A-Z]\.|{_WORD})){{0,3}})(?![\w@])"
)
_ONE_WORD = re.compile(rf"(?<![\w@.#/-]){_WORD}")
_PARTICLES = frozenset("de del la los van von der bin al da dos".split())
_PLACE_BEFORE = re.compile(
    r"\b(?:san|santa|fort|port|mount|mt|lake|st|el|los|las)\.?[ \t]+$", re.IGNORECASE
)
_ROAD = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|county|city|blvd|boulevard|drive|lane|park)\b",
    re.IGNORECASE,
)


def is_given(word: str) -> bool:
    """Whether a word is on the list, also where it is a word like any other."""
    key = word.casefold()
    return key in _COMMON or key in _ALSO_WORDS


def people(text: str) -> list[Span]:
    """Names that begin with a given name of the list, with the capitalised words that follow."""
    found: list[Span] = []
    place = 0
    for word in _ONE_WORD.finditer(text):
        if word.start() < place or not is_given(_key(word[0])):
            continue
        match = _PERSON.match(text, word.start())
        if match is None:
            continue
        if _ROAD.search(text, *match.span()):
            place = match.end()
            continue
        if (end := _end_of_name(text, match)) is not None:
            found.append(
                Span(match.start(), end, Kind.NAME, "List of given names", NAME_WEIGHT - 1)
            )
            place = end
    return found


def _key(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").casefold().split("-")[0]


def _end_of_name(text: str, match: re.Match[str]) -> int | None:
    given = match["given"]
    plain = given.removesuffix("'s").removesuffix("’s")
    key = _key(given)
    if given.islower():
        small = key in _COMMON - _SMALL_WORDS and len(key) > 3 and _shares(text, match, str.islower)
        return match.start() + len(plain) if small else None
    if not given[0].isupper() or (given.isupper() and not _shares(text, match, str.isupper)):
        return None
    family = _family(text, match)
    if key in _ALSO_WORDS:
        return family
    if key not in _COMMON or _PLACE_BEFORE.search(text, max(0, match.start() - 12), match.start()):
        return None
    return family or match.start() + len(plain)


def _family(text: str, match: re.Match[str]) -> int | None:
    """Where the capitalised words end that follow a given name; None if none does."""
    end: int | None = None
    for word in re.finditer(r"\S+", text[match.start("more") : match.end("more")]):
        said = word[0]
        if said.casefold() in _PARTICLES and said.islower():
            continue
        if not said[0].isupper() or is_no_name(said):
            break
        if said.isupper() and len(said.strip(".")) > 1 and not match["given"].isupper():
            break
        stop = match.start("more") + word.end()
        end = stop - 2 if said.endswith(("'s", "’s")) else stop
    return end


def _shares(text: str, match: re.Match[str], case: Callable[[str], bool]) -> bool:
    """Whether the words around are all in that case too, so that capitals tell nothing."""
    around = text[max(0, match.start() - 60) : match.end() + 60]
    letters = [sign for sign in around if sign.isalpha() and sign.lower() != sign.upper()]
    return sum(map(case, letters)) >= (0.7 if case is str.isupper else 1) * len(letters)
