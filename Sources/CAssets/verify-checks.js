// From the package's files to what is to be shown. Nothing here touches the page.
const layout = {
  index: "index.json", signature: "index.sig", signer: "05_records/signer.pem",
  root: "05_records/root.pem", publicKey: "05_records/public-key.pem",
};

// true → pass, false → fail, null → open; what throws fails.
async function checked(name, detail, test) {
  let outcome = false;
  try {
    outcome = await test();
  } catch (error) {
    outcome = false;
  }
  return {name, detail, state: outcome === null ? "open" : outcome ? "pass" : "fail"};
}

// `files`: a Map from path to bytes. Never throws.
async function examinePackage(files) {
  const bytes = files.get(layout.index);
  if (!bytes) return {state: "fail", reason: "notAPackage", files: [], checks: [], records: []};
  let index;
  try {
    index = readIndex(bytes);
  } catch (error) {
    return {state: "fail", reason: "broken", files: [], checks: [], records: []};
  }
  const listed = await Promise.all(index.files.map(file => examineFile(file, files.get(file.path))));
  const known = new Set(index.files.map(file => file.path).concat(layout.index, layout.signature));
  for (const path of files.keys()) {
    if (!known.has(path)) listed.push({path, state: "unlisted", words: ["", ""]});
  }
  const checks = await signerChecks(index, bytes, files);
  const records = await Promise.all(index.records.map(record => examineRecord(record, index, files)));
  const states = listed.concat(checks, ...records.map(record => record.checks)).map(item => item.state);
  const bad = states.some(state => state !== "pass" && state !== "open");
  return {state: bad ? "fail" : states.includes("open") ? "open" : "pass", index, files: listed, checks, records};
}

function readIndex(bytes) {
  const index = strictJSON(toText(bytes));
  const texts = [index.name, index.form, index.shop, index.createdAt, index.generator, index.keyFingerprint];
  const isProper = index.format === "yuantu-package" && index.version === 1
    && texts.every(text => typeof text === "string") && Array.isArray(index.files) && Array.isArray(index.records)
    && index.files.every(file => typeof file.path === "string" && isSafeName(file.path)
      && /^[0-9a-f]{64}$/.test(file.sha256) && Number.isSafeInteger(file.bytes))
    && new Set(index.files.map(file => file.path.toLowerCase())).size === index.files.length
    && index.records.every(record => isSafeName(record.folder) && /^[0-9a-f]{64}$/.test(record.id));
  if (!isProper) throw new Error("index");
  return index;
}

async function examineFile(file, bytes) {
  const words = [file.words?.["zh-Hans"] ?? "", file.words?.en ?? ""];
  if (!bytes) return {path: file.path, state: "missing", words, sha256: file.sha256};
  const isSame = bytes.length === file.bytes && await sha256(bytes) === file.sha256;
  return {path: file.path, state: isSame ? "pass" : "fail", words, sha256: file.sha256};
}

async function signerChecks(index, bytes, files) {
  const leaf = () => readCertificate(pemBlocks(toText(files.get(layout.signer)), "CERTIFICATE")[0]);
  return [
    await checked("indexSignature", "", () => isSigned(leaf().key, bytes, files.get(layout.signature))),
    await checked("certificate", "", () => leadsToRoot(
      pemBlocks(toText(files.get(layout.signer)), "CERTIFICATE").map(readCertificate), files)),
    await checked("fingerprintFits", index.keyFingerprint, async () =>
      await sha256(leaf().key) === index.keyFingerprint
      && sameBytes(pemBlocks(toText(files.get(layout.publicKey)), "PUBLIC KEY")[0], leaf().key)),
  ];
}

// Whether the first of `chain` leads, one by one, to a root of the package.
async function leadsToRoot(chain, files) {
  const roots = pemBlocks(toText(files.get(layout.root)), "CERTIFICATE").map(readCertificate);
  let current = chain[0];
  for (let i = 1; i <= chain.length; i++) {
    for (const root of roots) {
      const outcome = await isIssued(current, root);
      if (outcome !== false) return outcome;
    }
    if (i === chain.length) return false;
    const outcome = await isIssued(current, chain[i]);
    if (!outcome) return outcome;
    current = chain[i];
  }
  return false;
}
