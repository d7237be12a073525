"""Shops to be time-stamped, for the topics on time."""

from pictures import product


def undated(shop):
    return shop.run("stamp", "--json").summary.get("undated")


def filled_shop(topic, name, pictures=3):
    """A shop with originals and issued copies of them."""
    shop = topic.shop(name)
    exports = topic.path(f"{name}-exports", "x").parent
    for number in range(pictures):
        product(9000 + number, 320, 400).save(exports / f"{number}.jpg", quality=92)
    shop.run("originals", "add", exports)
    out = topic.path(f"{name}-out")
    shop.protect(exports, out=out)
    return shop, exports, out


def add(shop, authority):
    return shop.run("stamp", "authority", "add", authority.url, "--anchors",
                    authority.infrastructure.root)
