"""A page walked by the key Tab alone."""

from typing import Final

from playwright.sync_api import Page

MOST_STOPS: Final = 400
STOP: Final = """() => {
  const held = document.activeElement;
  if (!held || held === document.body) return null;
  held.dataset.stop ??= String((window.stops = (window.stops ?? 0) + 1));
  const style = getComputedStyle(held);
  const box = held.getBoundingClientRect();
  return [held.dataset.stop, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          box.width > 0 && box.height > 0, held.outerHTML.slice(0, 120)];
}"""
"""What has the focus: how to find it again, whether something is drawn round it, whether it has a place."""


def tabbed(tab: Page) -> list[str]:
    """Press Tab until the page is left; return what could not be seen, or that it never ended.

    A date has several stops of its own, which the browser draws; a key that stays there for good never ends.
    """
    wrong, seen, last = list[str](), set[str](), ""
    tab.evaluate("document.activeElement?.blur()")
    for _ in range(MOST_STOPS):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(STOP)
        if stop is None or (stop[0] == "1" and seen):
            return wrong
        if stop[0] == last:
            continue
        if stop[0] in seen:
            return [*wrong, f"trapped at {stop[3]}"]
        last = stop[0]
        seen.add(last)
        wrong += [stop[3]] if not (stop[1] and stop[2]) else []
    return [*wrong, "no end"]
