"""The five-minute path and the cases in a real browser: stories S1, S5, S7, S8 and S9, from the first start to the
downloaded package. Once in Chinese on a light desktop, once in English on a dark telephone."""

import json
import shutil
import zipfile

from harness import UNRELATED, Topic, sha256, snapshot
from pictures import exif, product
from web import Clerk, Server, with_playwright
from web_looks import check_keyboard, check_looks

with_playwright()

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

PASSPHRASE = "青禾-2026-长口令"


def shoot(topic, count=6):
    folder = topic.path("拍摄 2026-11", "x").parent
    for number in range(count):
        product(100 + number, 1200, 1200).save(
            folder / f"DSC_10{number:02}.jpg", quality=95, exif=exif(1, make="NIKON", model="D750"))
    return folder


def exports(topic, originals):
    folder = topic.path("导出", "x").parent
    for number, path in enumerate(sorted(originals.glob("*.jpg"))):
        picture = Image.open(path).crop((60, 40, 1180, 1160)).resize((1000, 1000), Image.LANCZOS)
        picture.save(folder / f"主图{number + 1} (2).jpg", quality=92)
    return folder


def bad_names(topic, clerk, home):
    page = clerk.page
    for name, why in [("店" * 65, "too long a name"), ("🦊 店", "an emoji")]:
        page.evaluate("document.querySelector('input[name=name]').removeAttribute('maxlength')")
        page.fill("input[name=name]", name)
        page.fill("input[name=passphrase]", PASSPHRASE)
        page.fill("input[name=again]", PASSPHRASE)
        clerk.press("建立店铺", "Make the shop")
        topic.check(clerk.says("1 到 64 个字符", "1 to 64 characters") and not (home / "shop.json").exists(),
                    f"{why} is refused in words, and nothing is written")


def set_up(topic, clerk, server, home):
    page = clerk.page
    clerk.enter(server)
    clerk.picture("setup")
    topic.check(clerk.says("建立店铺", "Set up your shop"), "the first start asks for the shop's name")
    bad_names(topic, clerk, home)
    page.fill("input[name=name]", "青禾家居")
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.fill("input[name=again]", PASSPHRASE + "x")
    clerk.press("建立店铺", "Make the shop")
    topic.check(clerk.says("两次输入的口令不同", "The two differ"), "two different passphrases are refused")
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.fill("input[name=again]", PASSPHRASE)
    clerk.press("建立店铺", "Make the shop")
    page.goto(server.origin + "/originals")
    topic.check(clerk.says("保存备份文件", "Save the backup file"), "no place opens before the backup is seen to")
    kept = ("我已把备份文件存到别的设备", "I have kept the backup file on another device")
    topic.equal(clerk.button(*kept).count(), 0, "a backup cannot be called kept before it is downloaded")
    clerk.picture("backup")
    backup = clerk.download(lambda: clerk.press("保存备份文件", "Save the backup file"),
                            topic.path(f"{clerk.name}.yuantu-backup"))
    clerk.button(*kept).click()
    restored = topic.path(f"restored-{clerk.name}", "home")
    result = topic.run("keys", "restore", backup, "--home", restored, env={"YUANTU_PASSPHRASE": PASSPHRASE})
    topic.check(result.code == 0, "the downloaded backup restores the shop", result)
    topic.check(clerk.says("保护要上架的图", "Protect what will be listed"), "after the backup comes the overview")
    clerk.picture("home")


def originals(topic, clerk, server, home, folder):
    page = clerk.page
    before = snapshot(folder)
    page.goto(server.origin + "/originals")
    clerk.drop(folder, index=1)
    topic.check(clerk.says("新登记 6 个", "6 added"), "a dropped folder of six is taken in", clerk.text()[:400])
    topic.check("NIKON D750: 6" in clerk.text(), "the devices are counted")
    clerk.picture("originals-done")
    kept = sorted(sha256(path) for path in (home / "originals").rglob("*.jpg"))
    topic.equal(kept, sorted(sha256(path) for path in folder.glob("*.jpg")), "originals are kept byte for byte")
    topic.equal(snapshot(folder), before, "the folder that was dropped is unchanged")


def protect(topic, clerk, server, folder):
    page = clerk.page
    page.goto(server.origin + "/protect")
    clerk.drop(folder, index=1)
    topic.check(clerk.says("6 张找到了原图", "6 have an original"), "every export finds its original", clerk.text()[:400])
    clerk.picture("protect-pairs")
    protected = page.url
    topic.equal(page.evaluate("document.querySelectorAll('.thumb').length"), 12, "pairs are shown with thumbnails")
    page.check("input[value=pdd]")
    page.check("input[value=taobao]")
    page.fill("input[name=text]", "青禾 QINGHE")
    clerk.press("先预览最难的五张", "Preview the five hardest first")
    clerk.rest()
    topic.equal(page.locator("[data-compare]").count(), 10, "the five hardest are previewed for both platforms")
    page.locator("[data-compare] input").first.focus()
    page.keyboard.press("End")
    topic.equal(page.evaluate("getComputedStyle(document.querySelector('[data-compare]')).getPropertyValue('--split')"),
                "100%", "the slider follows the keyboard")
    clerk.picture("protect-preview")
    clerk.press("开始保护", "Protect them")
    page.reload()
    clerk.rest()
    topic.check(clerk.says("新交付 12 张", "12 issued") and clerk.says("0 张没有找到原图", "0 without a known original"),
                "a run outlives a reload of its page, and serves both platforms", clerk.text()[:400])
    clerk.picture("protect-done")
    clerk.seen["protect-done"] = protected
    archive = clerk.download(lambda: clerk.link("下载全部（zip）", "Download all (zip)").click(),
                             topic.path(f"copies-{clerk.name}.zip"))
    copies = topic.path(f"copies-{clerk.name}", "x").parent
    with zipfile.ZipFile(archive) as files:
        pictures = [name for name in files.namelist() if name.endswith(".jpg")]
        topic.check(len(pictures) == 12 and sum(name.startswith("pdd/") for name in pictures) == 6,
                    "the archive has a folder for each platform", files.namelist())
        files.extractall(copies)
    table = clerk.download(lambda: clerk.link("下载清单（CSV）", "Download the list (CSV)").click(),
                           topic.path(f"list-{clerk.name}.csv"))
    topic.equal(len(table.read_text("utf-8-sig").strip().splitlines()), 13, "the list has a line for each copy")
    clerk.press("缩小、重压一张并检验", "Shrink, compress and check one")
    clerk.rest()
    topic.check(page.locator(".level-R4").count() == 1, "a shrunk and re-compressed copy is recognised", clerk.text()[:400])
    return copies


def steal(copies, folder):
    """The thief's WebP: cropped, scaled, with a logo of his own; and a thumbnail of something else."""
    picture = Image.open(sorted((copies / "pdd").rglob("*.jpg"))[0]).convert("RGB")
    side = picture.width
    stolen = picture.crop((side // 16, side // 16, side - side // 16, side - side // 16)).resize((760, 760))
    stolen.paste((200, 30, 30), (560, 640, 760, 760))
    stolen.save(folder / "suspect.webp", quality=80)
    Image.open(sorted(UNRELATED.glob("*.jpg"))[0]).convert("RGB").resize((217, 290)).save(folder / "small.jpg", quality=75)
    return folder / "suspect.webp", folder / "small.jpg"


def check(topic, clerk, server, copies):
    page = clerk.page
    suspect, small = steal(copies, topic.path(f"stolen-{clerk.name}", "x").parent)
    page.goto(server.origin + "/check")
    clerk.drop(suspect)
    topic.check(page.locator(".level-R4").count() == 1, "a cropped, bannered WebP is R4 in the browser", clerk.text()[:600])
    topic.check(clerk.says("最迟于", "no later than") and clerk.says("拼多多", "Pinduoduo"),
                "with its recorded time and where it was issued for")
    topic.check(page.evaluate("document.querySelector('.panels img').naturalWidth") > 600,
                "side by side with what was changed")
    clerk.picture("check-r4")
    clerk.seen["check-done"] = page.url
    report = json.loads(clerk.download(lambda: page.get_by_role("link", name="JSON", exact=True).click(),
                                       topic.path(f"report-{clerk.name}.json")).read_text())
    sentence = report["examinations"][0]["sentence"]["en" if clerk.is_english else "zh-Hans"]
    topic.check(report["examinations"][0]["level"] == "R4" and sentence in clerk.text(),
                "the JSON report says what the page says")
    pdf = clerk.download(lambda: page.get_by_role("link", name="PDF", exact=True).click(),
                         topic.path(f"report-{clerk.name}.pdf"))
    topic.check(pdf.read_bytes().startswith(b"%PDF"), "the report comes as PDF")
    verdict = page.url
    page.goto(server.origin + "/check")
    clerk.drop(small)
    topic.check(page.locator(".level-R0").count() == 1 and
                clerk.link("取最大版本的地址", "Find the largest variant's address").count() == 1,
                "a thumbnail in which nothing is found is R0 and leads to the address helper", clerk.text()[:400])
    clerk.link("取最大版本的地址", "Find the largest variant's address").click()
    page.fill("input[name=address]", "https://img.alicdn.com/imgextra/i1/2208/O1CN01abc.jpg_290x290Q75.jpg_.webp")
    clerk.press("转换", "Convert")
    topic.equal(page.inner_text("code.address"), "https://img.alicdn.com/imgextra/i1/2208/O1CN01abc.jpg",
                "which names the largest variant")
    return verdict


def complain(topic, clerk, verdict):
    page = clerk.page
    page.goto(verdict)
    clerk.press("用这些图建立案件", "Make a case of these")
    page.wait_for_url("**/cases/*")
    page.select_option("select[name=platform]", "pdd")
    page.fill("input[name=notice]", "2026-11-25T09:30")
    page.fill("input[name=link]", "https://mobile.yangkeduo.com/goods.html?goods_id=1")
    page.locator("input[name=position]").first.fill("轮播第2张")
    page.check("input[value=photographed]")
    page.check("input[value=no-permission]")
    clerk.picture("case-form")
    clerk.press("预检并制作材料包", "Pre-flight and make the packages")
    clerk.rest()
    topic.check(clerk.says("预检：可提交", "Pre-flight: ready"), "a complaint is pre-flighted", clerk.text()[:400])
    topic.check("轮播第2张" in page.content() and "未许可对方" in page.content(), "its statements say what was confirmed")
    clerk.picture("case-done")
    clerk.seen["case-done"] = page.url
    return clerk.download(
        lambda: clerk.link("平台专用（含原图）", "For the platform only (with originals)").click(),
        topic.path(f"complaint-{clerk.name}.zip"))


def cases(topic, clerk, server, verdict, copies):
    page = clerk.page
    package = complain(topic, clerk, verdict)
    result = topic.run("review", package, "--json")
    topic.check(result.code == 0 and result.events[-1]["sound"], "the downloaded package passes review", result)
    page.goto(server.origin + "/cases")
    clerk.drop(sorted((copies / "taobao").rglob("*.jpg"))[1])
    page.check("input[value=appeal]")
    page.select_option("select[name=platform]", "taobao")
    page.fill("input[name=notice]", "2026-11-25T09:30")
    clerk.press("预检并制作材料包", "Pre-flight and make the packages")
    clerk.rest()
    topic.check("不存在侵权行为的声明" in page.content() and "dmca-counter-notice_en.txt" in clerk.text(),
                "an appeal has its unsigned statements", clerk.text()[:500])
    topic.check(page.locator("[data-due]").count() == 1 and clerk.says("小时", " h "), "and its clock", clerk.text()[:300])
    notice = page.input_value("input[name=notice]")
    topic.equal(notice, "2026-11-25T09:30", "the time of the notice comes back as it was given, in the browser's zone")
    page.goto(server.origin + "/cases")
    topic.equal((page.locator("[data-due]").count(), page.locator("td a[href^='/cases/']").count() >= 2),
                (1, True), "the list has the case with a clock, and leads to both")
    clerk.picture("cases")
    return package


def review(topic, clerk, server, package):
    """Somebody else, without a shop."""
    clerk.enter(server)
    clerk.page.goto(server.origin + "/review")
    clerk.drop(package)
    topic.check(clerk.says("核对通过", "Passed: no file was changed"), "a reviewer without a shop sees the package pass",
                clerk.text()[:500])
    clerk.picture("review")
    broken = topic.path(f"broken-{clerk.name}.zip")
    shutil.copy(package, broken)
    data = bytearray(broken.read_bytes())
    with zipfile.ZipFile(package) as archive:
        entry = next(one for one in archive.infolist() if one.filename.endswith(".jpg"))
    data[entry.header_offset + 4000] ^= 1
    broken.write_bytes(data)
    clerk.page.goto(server.origin + "/review")
    clerk.drop(broken)
    topic.check(clerk.says("核对未通过", "Not passed") and entry.filename in clerk.text(),
                "a changed byte does not pass, and its file is named", clerk.text()[:500])
    topic.equal(clerk.foreign, [], "nothing outside was asked for")


def whole_path(topic, playwright, shots, finished, **window):
    home = topic.path(f"shop-{window['language']}", "home")
    with Server(topic, home) as server, Clerk(topic, playwright, **window) as clerk:
        print(f"   {clerk.name}")
        set_up(topic, clerk, server, home)
        originals(topic, clerk, server, home, shots)
        copies = protect(topic, clerk, server, finished)
        verdict = check(topic, clerk, server, copies)
        package = cases(topic, clerk, server, verdict, copies)
        if not clerk.is_english:
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
    with Server(topic, topic.path(f"reviewer-{window['language']}", "home")) as server, \
            Clerk(topic, playwright, **window) as clerk:
        review(topic, clerk, server, package)


with Topic("web-app") as topic, sync_playwright() as playwright:
    shots = shoot(topic)
    finished = exports(topic, shots)
    whole_path(topic, playwright, shots, finished, language="zh-CN", scheme="light", width=1280, height=900)
    whole_path(topic, playwright, shots, finished, language="en-US", scheme="dark", width=390, height=844)
