"""How pages look and read: accessible in both themes, without sideways scrolling from 360 to 2,560 pixels, wholly in one
language."""

import re

from harness import FORBIDDEN
from web import Clerk

WIDTHS = (360, 640, 2560)
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
# The program's name, the other language's, and what people named themselves.
NAMES = ("原图", "中文", "青禾家居", "青禾", "虾皮", "主图", "导出", "拍摄")


def check_looks(topic, playwright, server, addresses):
    for language, scheme in (("zh-CN", "light"), ("zh-CN", "dark"), ("en-US", "light"), ("en-US", "dark")):
        with Clerk(topic, playwright, language=language, scheme=scheme) as clerk:
            clerk.enter(server)
            # The choice of another browser session is not this one's.
            objections, wide, mixed, said = [], [], [], []
            for name, address in addresses.items():
                clerk.page.set_viewport_size({"width": 1280, "height": 900})
                clerk.page.goto(address)
                clerk.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                objections += [f"{name}: {one}" for one in clerk.violations()]
                text = clerk.text()
                said += [f"{name}: {found}" for found in FORBIDDEN.findall(text)]
                if language == "en-US":
                    mixed += [f"{name}: {found}" for found in foreign(clerk)]
                for width in WIDTHS:
                    clerk.page.set_viewport_size({"width": width, "height": 900})
                    if clerk.overflow() > 0:
                        wide.append(f"{name} at {width}: {clerk.overflow()} px")
                    if width != 640:
                        clerk.picture(f"{name}-at-{width}")
            topic.equal(objections, [], f"axe-core finds nothing on {len(addresses)} pages ({language}, {scheme})")
            topic.equal(wide, [], f"no page is wider than its window ({language}, {scheme}; 200 % zoom of 1,280 is 640)")
            topic.equal(said, [], f"no page says a forbidden word ({language}, {scheme})")
            if language == "en-US":
                topic.equal(mixed[:8], [], f"English pages are English ({scheme})")


def foreign(clerk):
    """Chinese words on an English page, names left out; statements and packages are in both languages on purpose."""
    text = clerk.page.evaluate("""() => {
        const copy = document.body.cloneNode(true);
        copy.querySelectorAll('pre, [lang]').forEach(one => one.remove());
        return copy.innerText + [...copy.querySelectorAll('[aria-label],[alt],[placeholder]')]
            .map(one => one.getAttribute('aria-label') ?? one.alt ?? one.placeholder).join(' ');
    }""")
    for name in NAMES:
        text = text.replace(name, "")
    return CHINESE.findall(text)


def check_keyboard(topic, clerk, server):
    """Everything is reached by the keyboard, and is seen to be."""
    page = clerk.page
    page.goto(server.origin + "/check")
    page.keyboard.press("Tab")
    topic.equal(page.evaluate("document.activeElement.className"), "skip", "the first Tab reaches the way past the menu")
    page.keyboard.press("Enter")
    topic.equal(page.evaluate("document.activeElement.id"), "main", "which leads to the content")
    reached, unseen = [], []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
        seen = page.evaluate("""() => {
            const one = document.activeElement;
            const ring = (element) => element && getComputedStyle(element).outlineStyle !== 'none';
            return ring(one) || ring(one.closest('label'));
        }""")
        if not seen and not reached[-1].startswith("<body"):
            unseen.append(reached[-1])
    topic.check(any('type="file"' in one for one in reached), "Tab reaches the file chooser", reached)
    topic.equal(unseen, [], "what has the focus shows it")
