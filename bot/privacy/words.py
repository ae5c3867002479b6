"""Words that tell names from what is no name: common names, and ordinary words that stand where a name may stand."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from bot.municipalities.context import vocabulary

_HERE = Path(__file__).parent

# With a capital, but no name of a person: organisations, laws, nationalities, months, diseases, and words that begin a
# sentence without a full stop before it.
NO_NAME = vocabulary(
    "aa cak svb ciz mee wmo wlz zvw pgb uwv ggd ggz cjg hbo mbo zzp wajong wia wao aow ioaw vng gemeente rijk "
    "zorgkantoor zorgloket wijkteam buurtteam sociaal sociale wmo-loket loket welzijn buurtzorg thuiszorg zorgbelang "
    "humanitas zonnebloem stip valys regelhulp parkinson alzheimer als ms copd adhd add ass autisme asperger "
    "downsyndroom korsakov lewy huntington crohn down januari februari maart april mei juni juli augustus september "
    "oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag nederland nederlander "
    "nederlands nederlandse turk turks turkse marokkaan marokkaans marokkaanse surinamer surinaams surinaamse "
    "roemeen roemeens roemeense bulgaar bulgaars bulgaarse "
    "antilliaan antilliaans antilliaanse syriër syrisch syrische pool pools poolse duitser duits duitse belg belgisch "
    "vlaming vlaams engels engelse brit oekraïner oekraïens oekraïense eritreeër eritrees eritrese somaliër somalisch "
    "somalische afghaan afghaans afghaanse iraniër iraans iraanse irakees irakese visio bartiméus "
    "chinees chinese russisch rus fries friese limburger brabander zeeuw christen "
    "christelijk moslim moslima katholiek joods hindoe hindoestaan hindoestaans sinterklaas kerst pasen ik u wij we "
    "hij zij ze het de een mijn dat dit die en of maar want geen niet nee ja wat wie waar wanneer hoe kan kunt mag "
    "moet wil heeft is was graag dank bedankt alvast hallo goedendag goedemorgen goedemiddag goedenavond help hulp "
    "heer mevrouw meneer dames heren mr mrs ai bot chatbot google facebook curaçao aruba suriname marokko feyenoord "
    "ajax psv farsi dari arabisch tigrinya suikerfeest ramadan philips tesla ikea jehova jehovah burgemeester pastoor "
    "dominee wethouder notaris voorzitter directeur whatsapp digid mijn-overheid mijnoverheid corona covid politie "
    "rechter consulent god wet limburgs twents gronings autoriteit klant contact meldpunt zee ich sie meine mein "
    "können sprechen brauche hilfe menzis da"
)
# Behind "mijn naam is" and "ik heet", in lower case.
ORDINARY = vocabulary(
    "niet nergens nog al alleen ook wel weer gewoon fout goed verkeerd veranderd gewijzigd onbekend bekend anders zo "
    "dus hetzelfde verkeerde juist onjuist correct gespeld geschreven kwijt weg genoemd vermeld haas iets de het een "
    "in op bij van voor uit met er daar hier ze zij hij u ik je jij dat dit die te heel erg toch maar want en of als "
    "nu nou inmiddels ineens opeens vanaf sinds geheim privé prive belangrijk nodig moeilijk lang kort buitenlands "
    "turks marokkaans pools dubbel doorgegeven gebruikt verwisseld misbruikt opgeschreven jou welkom geen altijd "
    "vroeger eigenlijk mijn trouwens onleesbaar algemeen wat wie waar zoek gegeven verplicht net echt"
)
# Surnames that are ordinary words, unless such a particle stands before them: "de groot", "van der meer".
WITH_PARTICLE = vocabulary(
    "groot wit witte jong jonge boer haan graaf leeuw wilde lange bruin zwart groen klein meer laan berg heuvel "
    "velden veld kamp steen brink broek beek waal waard ridder zwaan haar horst linden ham hoek vliet molen ven wal "
    "maas oever hulst rooij koning prins kok bos wolf jager vos swart kroon mol poel putten schaap"
)
# "mijn naam is doorgegeven"
PARTICIPLE = re.compile(r"(?:ge|ver|be|door|op|aan|uit|in|af|over)[a-z]+(?:d|t|en)")
# What somebody is rather than is called: "Ik ben Mantelzorger", "Ik ben Kroatisch", "Ik ben Moe".
WHAT_ONE_IS = re.compile(
    r"(?:.{2,}(?:er|ster|ig|lijk|isch|ische|eerd|ist|ent|ente|aar|oor|aan|aans|ees|ese|eus|loos|ziek|dig|mens|man|vrouw|"
    r"moeder|vader|patiënt|patient|gerechtigd|behoevend|ziend|horend|houder|leider|genoot|kundige|ond|end|baar|zaam|jarige|"
    r"oud)|blind|doof|boos|moe|alleen|ziek|bang|kwaad|invalide|arm|rijk|klaar|op|in|uit|bij|met|tegen|voor|al|nog|nu|zelf|"
    r"ook|wel|net|hier|daar|toch|echt|heel|erg|zo|best|beter|slecht|goed|oud|jong|thuis|weg|kwijt|gewoon|blij|trots|dood)",
    re.IGNORECASE,
)
# Surnames in lower case that are in no list; hardly any other word has such an end.
SURNAME_END = re.compile(r"[a-zï-]{3,}(?:stra|sma|inga|enga|nssen|rsen|mans|huizen|hoven)", re.IGNORECASE)


def is_first_name(word: str) -> bool:
    """Whether this is a common first name and no ordinary word."""
    return _folded(word) in _listed("first_names.txt")


def is_surname(word: str) -> bool:
    """Whether this is a common surname and no ordinary word."""
    return _folded(word) in _listed("surnames.txt")


def _folded(word: str) -> str:
    # The Turkish i without a dot is often typed with one.
    return word.lower().replace("ı", "i")


@functools.lru_cache(maxsize=2)
def _listed(file: str) -> frozenset[str]:
    lines = (_HERE / file).read_text(encoding="utf-8").splitlines()
    return vocabulary(_folded(" ".join(line for line in lines if not line.startswith("#"))))
