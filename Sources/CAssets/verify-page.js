// The page itself: takes files in, shows what was found.
let shown = null;

function element(name, text, style) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (style) made.className = style;
  return made;
}

function row(state, ...cells) {
  const line = element("tr");
  line.append(element("td", say(state), `state ${state}`));
  for (const cell of cells) {
    const holder = element("td");
    holder.append(cell);
    line.append(holder);
  }
  return line;
}

function facts(pairs) {
  const list = element("dl");
  for (const [name, value] of pairs) list.append(element("dt", name), element("dd", value));
  return list;
}

function checksTable(checks) {
  const table = element("table");
  for (const check of checks) {
    const detail = element(/^[0-9a-f]{64}$/.test(check.detail) ? "code" : "span", check.detail);
    table.append(row(check.state, say(check.name), detail));
  }
  return table;
}

function recordSection(record) {
  const recordedAt = record.statement?.recordedAt;
  const pairs = [[say("record"), record.id], ["SHA-256", record.subject ?? ""]];
  if (record.subjects.length > 0) pairs.push([say("filesTitle"), record.subjects.join(", ")]);
  if (typeof recordedAt === "string") pairs.push([say("recordedAt"), recordedAt]);
  const hasStamp = record.checks.some(check => /token/i.test(check.name));
  const parts = [facts(pairs), checksTable(record.checks)];
  if (!hasStamp) parts.push(element("p", say("noTime"), "open"));
  return parts;
}

function show() {
  document.documentElement.lang = chinese ? "zh-Hans" : "en";
  for (const part of document.querySelectorAll("[data-words]")) part.textContent = say(part.dataset.words);
  document.getElementById("language").textContent = say("other");
  document.getElementById("limits").replaceChildren(
    ...words.limits.map(pair => element("li", pair[chinese ? 0 : 1])));
  const result = document.getElementById("result");
  if (shown === null) return result.replaceChildren();
  if (shown === "working") return result.replaceChildren(element("p", say("working")));
  const verdict = shown.reason ?? {pass: "allPass", fail: "someFail", open: "someOpen"}[shown.state];
  result.replaceChildren(element("p", say(verdict), `verdict ${shown.state}`));
  if (!shown.index) return;
  const {index} = shown;
  result.append(facts([
    [say("package"), index.name], [say("form"), index.form in words ? say(index.form) : index.form],
    [say("shop"), index.shop], [say("madeAt"), index.createdAt], [say("fingerprint"), index.keyFingerprint],
  ]));
  result.append(element("h2", say("checksTitle")), checksTable(shown.checks));
  for (const record of shown.records) result.append(...recordSection(record));
  const table = element("table");
  for (const file of shown.files) {
    const name = element("span");
    name.append(element("div", file.path), element("code", file.sha256 ?? "", "digest"));
    const line = row(file.state, name, file.words[chinese ? 0 : 1]);
    // On paper, what passed beside the pictures and texts is only counted.
    if (file.state === "pass" && /^(05_records|09_verify)\//.test(file.path)) line.className = "counted";
    table.append(line);
  }
  const passed = shown.files.filter(file => file.state === "pass").length;
  const title = `${say("filesTitle")} (${say("pass")} ${passed} / ${shown.files.length})`;
  result.append(element("h2", title), table);
}

// `list`: pairs of a path and bytes.
async function take(list) {
  if (!globalThis.crypto?.subtle) {
    shown = {state: "fail", reason: "noCrypto"};
    return show();
  }
  shown = "working";
  show();
  try {
    const isArchive = list.length === 1 && /\.zip$/i.test(list[0][0]);
    shown = await examinePackage(await placed(isArchive ? [...await unzip(list[0][1])] : list));
  } catch (error) {
    shown = {state: "fail", reason: "refused"};
  }
  show();
}

// Files by their places: with the folder they came in taken off. Files that were dropped without folders get
// their places from the index: by their hash, or else, changed as they are, by their name.
async function placed(list) {
  const outer = list.map(pair => pair[0]).find(path => /^[^/]+\/index\.json$/.test(path));
  const index = new Map(list).get(layout.index);
  if (!index && outer) {
    const prefix = outer.slice(0, outer.indexOf("/") + 1);
    return new Map(list.map(([path, bytes]) => [path.startsWith(prefix) ? path.slice(prefix.length) : path, bytes]));
  }
  if (!index || list.some(([path]) => path.includes("/"))) return new Map(list);
  let listed;
  try {
    listed = readIndex(index).files;
  } catch (error) {
    return new Map(list);
  }
  const files = new Map();
  const rest = [];
  for (const [name, bytes] of list) {
    const digest = await sha256(bytes);
    const same = listed.filter(file => file.sha256 === digest);
    for (const file of same) files.set(file.path, bytes);
    if (same.length === 0) rest.push([name, bytes]);
  }
  for (const [name, bytes] of rest) {
    const free = listed.filter(file => file.path.split("/").pop() === name && !files.has(file.path));
    files.set(free.length === 1 ? free[0].path : name, bytes);
  }
  return files;
}

const contents = async file => new Uint8Array(await file.arrayBuffer());

async function takeList(list) {
  return take(await Promise.all([...list].map(async file =>
    [file.webkitRelativePath || file.name, await contents(file)])));
}

// All files of a dropped folder, level by level.
async function dropped(entries) {
  const files = [];
  const waiting = [...entries];
  while (waiting.length > 0 && files.length <= zipLimits.files) {
    const entry = waiting.shift();
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      files.push([path, await contents(await new Promise((done, failed) => entry.file(done, failed)))]);
      continue;
    }
    const reader = entry.createReader();
    for (let some = [null]; some.length > 0;) {
      some = await new Promise((done, failed) => reader.readEntries(done, failed));
      waiting.push(...some);
    }
  }
  return files;
}

const drop = document.getElementById("drop");
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, event => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
  });
}
document.addEventListener("drop", async event => {
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry()).filter(Boolean);
  await take(await dropped(entries));
});
for (const name of ["folder", "files"]) {
  document.getElementById(name).addEventListener("change", event => takeList(event.target.files));
}
document.getElementById("language").addEventListener("click", () => {
  chinese = !chinese;
  show();
});
show();
