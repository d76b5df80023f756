"""Which problems bring cases of which others, as the files of a study tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from costmodel.problems.problem import SocialProblem

Link = tuple[str, str]
"""The ends of a link, each as „problem.level”."""


def related_links(problems: Mapping[str, SocialProblem]) -> dict[Link, tuple[str, str]]:
    """Return, by its ends „problem.level”, whose file tells a link and under which name.

    A link to a problem that is not among them is left out; where two files tell the same link,
    it is that of the problem it starts from.
    """
    found: dict[Link, tuple[str, str]] = {}
    for problem in problems.values():
        for link in problem.emergence:
            source, target = (_whole_name(problem, end) for end in (link.source, link.target))
            if not {source.partition(".")[0], target.partition(".")[0]} <= set(problems):
                continue
            if (source, target) not in found or source.partition(".")[0] == problem.id:
                found[source, target] = (problem.id, link.rate)
    return found


def reached_from(problems: Mapping[str, SocialProblem], starts: Iterable[str]) -> frozenset[str]:
    """Return the problems given first and all that they bring cases of, link after link.

    Examples
    --------
    >>> from costmodel.problems.loader import shipped_problems
    >>> "homelessness" in reached_from(shipped_problems(), ["poverty"])
    True
    """
    steps: dict[str, set[str]] = {}
    for source, target in related_links(problems):
        steps.setdefault(source.partition(".")[0], set()).add(target.partition(".")[0])
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = steps.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)


def _whole_name(problem: SocialProblem, end: str) -> str:
    level = problem.level_of(end)
    return end if level is None else f"{problem.id}.{level}"
