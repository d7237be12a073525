// One signed record with its evidence of time.
async function examineRecord(record, index, files) {
  const at = name => files.get(`${record.folder}/${name}`);
  let facts = {};
  const checks = [
    await checked("recordSignature", "", async () => {
      facts = readSigned(at("signed.bin"));
      return isSigned(facts.chain[0].key, at("signed.bin"), at("signed.sig"));
    }),
    await checked("certificate", "", () => leadsToRoot(facts.chain, files)),
    await checked("recordIdentity", record.id, async () => {
      const kind = keyKind(facts.chain[0].key);
      const raw = kind === "ES256" ? ecdsaRaw(at("signed.sig")) : at("signed.sig");
      return await sha256(raw) === record.id;
    }),
    await checked("recordClaim", "", () => holds(at("record.c2pa"), facts.claimBytes)),
    await checked("recordStatement", "", async () => {
      facts.statement = await readStatement(at("record.c2pa"), facts.claim);
      return facts.statement !== null;
    }),
  ];
  checks.push(...await timeChecks(record, files, at));
  return {id: record.id, subject: record.subject, statement: facts.statement, checks,
    subjects: index.files.filter(file => file.sha256 === record.subject).map(file => file.path)};
}

// What a record's signature is over: the Sig_structure of RFC 9052 §4.4 around a C2PA claim.
function readSigned(bytes) {
  const [context, header, , claimBytes] = readCBOR(bytes);
  if (context !== "Signature1") throw new Error("context");
  const found = readCBOR(header).get(33);
  const chain = (Array.isArray(found) ? found : [found]).map(readCertificate);
  return {chain, claimBytes, claim: readCBOR(claimBytes)};
}

function holds(all, part) {
  outer: for (let start = 0; start + part.length <= all.length; start++) {
    if (all[start] !== part[0]) continue;
    for (let i = 1; i < part.length; i++) if (all[start + i] !== part[i]) continue outer;
    return true;
  }
  return false;
}

// The shop's statement, when the claim names the hash of its box; null otherwise.
async function readStatement(store, claim) {
  const box = activeAssertions(store).get("org.yuantu.record");
  const references = [...(claim.get("created_assertions") ?? []), ...(claim.get("gathered_assertions") ?? [])];
  const reference = references.find(item => item.get("url").endsWith("/org.yuantu.record"));
  if (await sha256(box.body) !== toHex(reference.get("hash"))) return null;
  const value = readCBOR(box.children.find(child => child.type === "cbor").body);
  return {recordedAt: value.get("recordedAt"), source: value.get("source")?.get("sha256")};
}

async function timeChecks(record, files, at) {
  const checks = [];
  if (at("time/leaf.bin")) {
    checks.push(await checked("leaf", "", () => {
      const leaf = readCBOR(at("time/leaf.bin"));
      const named = [2, 3].filter(key => leaf.has(key)).map(key => toHex(leaf.get(key)));
      return toHex(leaf.get(1)) === record.id && (!record.subject || named.includes(record.subject));
    }));
    checks.push(await checked("path", "", () => leadsToCheckpoint(at)));
  }
  for (const path of [...files.keys()].sort()) {
    const name = path.startsWith(`${record.folder}/time/`) ? path.slice(record.folder.length + 6) : "";
    const kind = /^(record-|file-)?token-\d+\.tst$/.exec(name);
    if (!kind) continue;
    const [what, over] = {
      "record-": ["recordToken", "time/record.tbs"], "file-": ["fileToken", null],
    }[kind[1]] ?? ["token", "time/checkpoint.txt"];
    let detail = name;
    const check = await checked(what, "", async () => {
      const token = readToken(files.get(path));
      detail = `${name}, ${say("stamped")} ${moment(token.time)}`;
      return token.imprint === (over ? await sha256(at(over)) : record.subject);
    });
    checks.push({...check, detail});
  }
  return checks;
}

// Folds the way from leaf to root (RFC 9162 §2.1.3) and compares with the checkpoint's third line.
async function leadsToCheckpoint(at) {
  let node = await sha256(joined(Uint8Array.of(0), at("time/leaf.bin")));
  for (const line of toText(at("time/path.txt")).split("\n").slice(0, -1)) {
    const step = /^(left|right) ([0-9a-f]{64})$/.exec(line);
    if (!step) return false;
    const pair = step[1] === "left" ? step[2] + node : node + step[2];
    node = await sha256(joined(Uint8Array.of(1), fromHex(pair)));
  }
  return toHex(fromBase64(toText(at("time/checkpoint.txt")).split("\n")[2])) === node;
}
