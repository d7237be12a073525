"""The five-minute path and the cases in a real browser: stories S1, S5, S7, S8 and S9, from the first start to the
downloaded package."""

import json
import shutil
import zipfile

from harness import Topic, sha256, snapshot
from pictures import exif, product
from web import Clerk, Server, with_playwright
from web_looks import check_keyboard, check_looks

with_playwright()

from playwright.sync_api import sync_playwright  # noqa: E402

PASSPHRASE = "青禾-2026-长口令"


def shoot(topic, count=6):
    folder = topic.path("拍摄 2026-11", "x").parent
    for number in range(count):
        product(100 + number, 1200, 1200).save(
            folder / f"DSC_10{number:02}.jpg", quality=95, exif=exif(1, make="NIKON", model="D750"))
    return folder


def exports(topic, originals):
    from PIL import Image
    folder = topic.path("导出", "x").parent
    for number, path in enumerate(sorted(originals.glob("*.jpg"))):
        picture = Image.open(path).crop((60, 40, 1180, 1160)).resize((1000, 1000), Image.LANCZOS)
        picture.save(folder / f"主图{number + 1} (2).jpg", quality=92)
    return folder


def set_up(topic, clerk, server, home):
    page = clerk.page
    page.goto(server.address)
    clerk.picture("setup")
    topic.check("建立店铺" in clerk.text(), "the first start asks for the shop's name")
    for name, why in [("店" * 65, "too long a name"), ("🦊 店", "an emoji")]:
        page.evaluate("document.querySelector('input[name=name]').removeAttribute('maxlength')")
        page.fill("input[name=name]", name)
        page.fill("input[name=passphrase]", PASSPHRASE)
        page.fill("input[name=again]", PASSPHRASE)
        clerk.press("建立店铺")
        topic.check("1 到 64 个字符" in clerk.text() and not (home / "shop.json").exists(),
                    f"{why} is refused in words, and nothing is written")
    page.fill("input[name=name]", "青禾家居")
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.fill("input[name=again]", PASSPHRASE + "x")
    clerk.press("建立店铺")
    topic.check("两次输入的口令不同" in clerk.text(), "two different passphrases are refused")
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.fill("input[name=again]", PASSPHRASE)
    clerk.press("建立店铺")
    page.goto(server.origin + "/originals")
    topic.check("保存备份文件" in page.title(), "no place opens before the backup is seen to")
    topic.equal(page.get_by_role("button", name="我已把备份文件存到别的设备").count(), 0,
                "a backup cannot be called kept before it is downloaded")
    clerk.picture("backup")
    backup = clerk.download(lambda: clerk.press("保存备份文件"), topic.path("青禾.yuantu-backup"))
    page.get_by_role("button", name="我已把备份文件存到别的设备").click()
    restored = topic.path("restored", "home")
    result = topic.run("keys", "restore", backup, "--home", restored, env={"YUANTU_PASSPHRASE": PASSPHRASE})
    topic.check(result.code == 0, "the downloaded backup restores the shop", result)
    topic.check("登记原图" in clerk.text(), "after the backup comes the overview")
    clerk.picture("home")


def originals(topic, clerk, server, home, folder):
    page = clerk.page
    before = snapshot(folder)
    page.goto(server.origin + "/originals")
    clerk.picture("originals")
    clerk.drop(folder, index=1)
    topic.check("新登记 6 个" in clerk.text(), "a dropped folder of six is taken in", clerk.text()[:400])
    topic.check("NIKON D750: 6" in clerk.text(), "the devices are counted")
    clerk.picture("originals-done")
    clerk.seen["originals-done"] = page.url
    kept = sorted(sha256(path) for path in (home / "originals").rglob("*.jpg"))
    topic.equal(kept, sorted(sha256(path) for path in folder.glob("*.jpg")), "originals are kept byte for byte")
    topic.equal(snapshot(folder), before, "the folder that was dropped is unchanged")


def protect(topic, clerk, server, folder):
    page = clerk.page
    page.goto(server.origin + "/protect")
    clerk.drop(folder, index=1)
    topic.check("6 张找到了原图" in clerk.text(), "every export finds its original", clerk.text()[:400])
    clerk.picture("protect-pairs")
    protected = page.url
    topic.check(page.evaluate("[...document.querySelectorAll('.thumb')].length") == 12, "pairs are shown with thumbnails")
    page.check("input[value=pdd]")
    page.check("input[value=taobao]")
    page.fill("input[name=text]", "青禾 QINGHE")
    clerk.press("先预览最难的五张")
    clerk.rest()
    topic.equal(page.locator("[data-compare]").count(), 10, "the five hardest are previewed for both platforms")
    range_ = page.locator("[data-compare] input").first
    range_.focus()
    page.keyboard.press("End")
    topic.equal(page.evaluate("getComputedStyle(document.querySelector('[data-compare]')).getPropertyValue('--split')"),
                "100%", "the slider follows the keyboard")
    clerk.picture("protect-preview")
    clerk.press("开始保护")
    clerk.rest()
    topic.check("新交付 12 张" in clerk.text() and "0 张没有找到原图" in clerk.text(), "both platforms are served",
                clerk.text()[:400])
    clerk.picture("protect-done")
    clerk.seen["protect-done"] = protected
    archive = clerk.download(lambda: page.get_by_role("link", name="下载全部(zip)").click(), topic.path("copies.zip"))
    with zipfile.ZipFile(archive) as files:
        names = files.namelist()
        copies = [name for name in names if name.endswith(".jpg")]
        topic.check(len(copies) == 12 and sum(name.startswith("pdd/") for name in copies) == 6,
                    "the archive has a folder for each platform", names)
        files.extractall(topic.path("copies", "x").parent)
    table = clerk.download(lambda: page.get_by_role("link", name="下载清单(CSV)").click(), topic.path("list.csv"))
    topic.equal(len(table.read_text("utf-8-sig").strip().splitlines()), 13, "the list has a line for each copy")
    clerk.press("缩小、重压一张并检验")
    clerk.rest()
    topic.check(page.locator(".level-R4").count() == 1, "a shrunk and re-compressed copy is recognised", clerk.text()[:400])
    return topic.folder / "copies"


def check(topic, clerk, server, copies):
    from PIL import Image
    page = clerk.page
    copy = sorted((copies / "pdd").rglob("*.jpg"))[0]
    picture = Image.open(copy).convert("RGB")
    side = picture.width
    stolen = picture.crop((side // 16, side // 16, side - side // 16, side - side // 16)).resize((760, 760))
    stolen.paste((200, 30, 30), (560, 640, 760, 760))
    suspect = topic.path("suspect.webp")
    stolen.save(suspect, quality=80)
    page.goto(server.origin + "/check")
    clerk.drop(suspect)
    topic.check(page.locator(".level-R4").count() == 1, "a cropped, bannered WebP is R4 in the browser", clerk.text()[:600])
    topic.check("最迟于" in clerk.text() and "拼多多" in clerk.text(), "with its recorded time and where it was issued for")
    topic.check(page.evaluate("document.querySelector('.panels img').naturalWidth") > 600, "side by side with what was changed")
    clerk.picture("check-r4")
    clerk.seen["check-done"] = page.url
    report = json.loads(clerk.download(lambda: page.get_by_role("link", name="JSON", exact=True).click(),
                                       topic.path("report.json")).read_text())
    topic.equal(report["examinations"][0]["level"], "R4", "the JSON report agrees with the page")
    pdf = clerk.download(lambda: page.get_by_role("link", name="PDF", exact=True).click(), topic.path("report.pdf"))
    topic.check(pdf.read_bytes().startswith(b"%PDF"), "the report comes as PDF")
    verdict = page.url
    small = topic.path("small.jpg")
    stolen.resize((290, 290)).save(small, quality=75)
    page.goto(server.origin + "/check")
    clerk.drop(small)
    topic.check(page.locator(".level-R0, .level-R4, .level-R3").count() == 1, "a thumbnail has its verdict", clerk.text()[:300])
    page.goto(server.origin + "/check")
    page.fill("input[name=address]", "https://img.alicdn.com/imgextra/i1/2208/O1CN01abc.jpg_290x290Q75.jpg_.webp")
    clerk.press("转换")
    topic.equal(page.inner_text("code.address"), "https://img.alicdn.com/imgextra/i1/2208/O1CN01abc.jpg",
                "the address helper names the largest variant")
    return verdict


def cases(topic, clerk, server, verdict, originals_folder, copies):
    page = clerk.page
    page.goto(verdict)
    clerk.press("用这些图建立案件")
    page.wait_for_url("**/cases/*")
    page.select_option("select[name=platform]", "pdd")
    page.fill("input[name=notice]", "2026-11-25T09:30")
    page.fill("input[name=link]", "https://mobile.yangkeduo.com/goods.html?goods_id=1")
    page.locator("input[name=position]").first.fill("轮播第2张")
    page.check("input[value=photographed]")
    page.check("input[value=no-permission]")
    clerk.picture("case-form")
    clerk.press("预检并制作材料包")
    clerk.rest()
    topic.check("预检:" in clerk.text(), "a complaint is pre-flighted", clerk.text()[:400])
    topic.check("轮播第2张" in page.content() and "未许可对方" in page.content(), "its statements say what was confirmed")
    clerk.picture("case-done")
    clerk.seen["case-done"] = page.url
    package = clerk.download(lambda: page.get_by_role("link", name="平台专用(含原图)").click(), topic.path("complaint.zip"))
    result = topic.run("review", package, "--json")
    topic.check(result.code == 0 and result.events[-1]["sound"], "the downloaded package passes review", result)
    page.goto(server.origin + "/cases")
    clerk.drop(sorted((copies / "taobao").rglob("*.jpg"))[1])
    page.check("input[value=appeal]")
    page.select_option("select[name=platform]", "taobao")
    page.fill("input[name=notice]", "2026-11-25T09:30")
    clerk.press("预检并制作材料包")
    clerk.rest()
    topic.check("不存在侵权行为的声明" in page.content() and "dmca-counter-notice_en.txt" in clerk.text(),
                "an appeal has its unsigned statements", clerk.text()[:500])
    page.goto(server.origin + "/cases")
    topic.check(page.locator("[data-due]").count() >= 2, "every case has its clock", clerk.text()[:500])
    clerk.picture("cases")
    return package


def review(topic, playwright, package):
    """Somebody else, without a shop."""
    with Server(topic, topic.path("reviewer", "home")) as server, \
            Clerk(topic, playwright, language="en-US", scheme="dark") as clerk:
        clerk.page.goto(server.address)
        clerk.page.goto(server.origin + "/review")
        clerk.drop(package)
        topic.check("Passed: no file was changed" in clerk.text(), "a reviewer without a shop sees the package pass",
                    clerk.text()[:500])
        clerk.picture("review-en-dark")
        broken = topic.path("broken.zip")
        shutil.copy(package, broken)
        data = bytearray(broken.read_bytes())
        with zipfile.ZipFile(package) as archive:
            entry = next(one for one in archive.infolist() if one.filename.endswith(".jpg"))
        data[entry.header_offset + 4000] ^= 1
        broken.write_bytes(data)
        clerk.page.goto(server.origin + "/review")
        clerk.drop(broken)
        topic.check("Not passed" in clerk.text(), "a changed byte does not pass", clerk.text()[:500])
        topic.equal(clerk.foreign, [], "nothing outside was asked for")


with Topic("web-app") as topic, sync_playwright() as playwright:
    home = topic.path("shop", "home")
    shots = shoot(topic)
    finished = exports(topic, shots)
    with Server(topic, home) as server, Clerk(topic, playwright) as clerk:
        set_up(topic, clerk, server, home)
        originals(topic, clerk, server, home, shots)
        copies = protect(topic, clerk, server, finished)
        verdict = check(topic, clerk, server, copies)
        package = cases(topic, clerk, server, verdict, shots, copies)
        clerk.page.goto(server.origin + "/protect")
        clerk.drop(finished, index=1)
        clerk.seen["protect-choose"] = clerk.page.url
        for place in ("", "originals", "protect", "check", "cases", "review"):
            clerk.seen[place or "home"] = f"{server.origin}/{place}"
        check_keyboard(topic, clerk, server)
        check_looks(topic, playwright, server, clerk.seen)
        topic.equal(clerk.foreign, [], "no page asked for anything outside")
        topic.equal([one for one in clerk.complaints if "422" not in one], [], "no script failed and no policy was broken")
        topic.equal(server.stop(), 0, "Ctrl-C ends the server with 0")
    review(topic, playwright, package)
