"""What an act says of the acts that it cites: a stub for each, until the act itself is loaded.

<doc/tw/2024/38-ct-tw> a cancu:Document ; cancu:knownOnlyByCitation true ; eli:number "38-CT/TW" ;
  eli:date_document "2024-07-30"^^xsd:date ; eli:passed_by <agency/tw/ban-bi-thu> ; …
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Quad

from loaders.citations import implemented_by_title
from loaders.graph.body_identity import resolve
from loaders.graph.setting import Setting
from loaders.graph.sheet import Sheet
from loaders.identity import CitedActs, Mention
from loaders.record import CitedAct
from ontology.act_triples import ActWords, known_by_citation
from ontology.agencies import Body, central
from ontology.names import CACHED, read_number, slug, table
from ontology.symbols import symbol_of
from ontology.terms import cancu, graph_node, node


def stub_graphs(sheet: Sheet, cited: CitedActs) -> tuple[dict[str, tuple[Quad, ...]], list[Body]]:
    """IRI of each cited act -> the quads of its stub; and the bodies that the stubs name as issuers."""
    told: dict[str, list[Mention]] = {}
    for mention in cited.mentions:
        path = cited.path(mention)
        if path and path != sheet.path:
            told.setdefault(path, []).append(mention)
    stubs: dict[str, tuple[Quad, ...]] = {}
    issuers: list[Body] = []
    for path in sorted(told):
        mention = _fullest(told[path])
        setting = cited.place(mention)
        issuer = _issuer(mention, setting, path)
        issuers += [issuer] if issuer else []
        carried_out = _carried_out(told[path], cited)
        stubs[node(path).value] = (*_stub(path, mention, setting, issuer), *_implements(path, carried_out))
    return stubs, issuers


def _carried_out(mentions: Iterable[Mention], cited: CitedActs) -> list[str]:
    """Paths of the acts that the cited act carries out, as the citing words have it.

    "Kế hoạch số 191-KH/TU ngày 25/12/2024 của Tỉnh ủy thực hiện Chỉ thị số 38-CT/TW …"
    """
    titles = dict.fromkeys(mention.title for mention in mentions if mention.title)
    acts = [cited.path(Mention.of(act)) for title in titles for act in _implemented(title)]
    return sorted({path for path in acts if path})


@lru_cache(maxsize=CACHED)
def _implemented(title: str) -> tuple[CitedAct, ...]:
    """Kept, for many acts cite the same one. Whoever gets them changes nothing in them."""
    return tuple(implemented_by_title(title))


def _implements(path: str, carried_out: Iterable[str]) -> Iterator[Quad]:
    for other in carried_out:
        if other != path:
            yield Quad(node(path), cancu("implements"), node(other), graph_node(path))


def _fullest(mentions: Iterable[Mention]) -> Mention:
    """All that the mentions say together; the earlier one holds, but a number with its symbol goes first."""
    mentions = list(mentions)

    def first(values: Iterable[str | None]) -> str | None:
        return next((value for value in values if value), None)

    numbers = [mention.number for mention in mentions if mention.number]
    return Mention(
        type=first(mention.type for mention in mentions),
        number=first([number for number in numbers if "/" in number] + numbers),
        date=first(mention.date for mention in mentions),
        issuer=first(mention.issuer for mention in mentions),
        title=first(mention.title for mention in mentions),
    )


def _issuer(mention: Mention, setting: Setting, path: str) -> Body | None:
    """The body named as issuer; else the one that the number's symbol or the kind of law tells."""
    named = resolve(mention.issuer, setting, path) if mention.issuer else None
    # An open group ("các cơ quan liên quan") issues no act; and a stub has no graph to describe one in.
    if named and named.act is None:
        return named
    number = read_number(mention.number or "")
    symbol = symbol_of(number.symbols) if number else None
    if symbol and symbol.issuer:
        return central(symbol.issuer)
    lawmakers = {slug(row["type"]): row["issuer"] for row in table("numberless.csv")}
    lawmaker = lawmakers.get(slug(mention.type or ""))
    return central(lawmaker) if lawmaker else None


def _stub(path: str, mention: Mention, setting: Setting, issuer: Body | None) -> Iterator[Quad]:
    unit = setting.unit if setting.local else setting.province
    words = ActWords(
        type=mention.type,
        number=mention.number,
        date=mention.date,
        title=mention.title,
        issuer=issuer.path if issuer else None,
        jurisdiction=f"unit/{unit.name}" if unit and path.startswith(f"doc/{setting.scope}/") else None,
    )
    return known_by_citation(path, words)
