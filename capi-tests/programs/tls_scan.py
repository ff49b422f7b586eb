"""What sslscan and testssl.sh find of our TLS server: nothing below TLS 1.2, no cipher that is not strong, no known weakness.

    tls_scan.py [--whole]        --whole: everything that testssl.sh looks for, which takes a minute
"""
import json
import subprocess
import xml.etree.ElementTree as ElementTree

from common import HOST, arguments, check, main, said
from tls import Tests


def sslscan(port):
    done = subprocess.run(["sslscan", "--no-colour", "--xml=-", f"{HOST}:{port}"], stdout=subprocess.PIPE, timeout=120)
    check(done.returncode == 0, f"sslscan left with {done.returncode}")
    found = ElementTree.fromstring(done.stdout).find("ssltest")
    enabled = {p.get("type") + p.get("version") for p in found.iter("protocol") if p.get("enabled") == "1"}
    check(enabled == {"tls1.2", "tls1.3"}, f"{enabled}")
    ciphers = {(c.get("sslversion"), c.get("cipher"), c.get("strength")) for c in found.iter("cipher")}
    check(len(ciphers) == 6 and not [c for c in ciphers if c[2] not in ("strong", "acceptable")], f"{ciphers}")
    check(all(int(c.get("bits")) >= 128 and c.get("ecdhebits") for c in found.iter("cipher")), "a weak or static cipher")
    check(not [h for h in found.iter("heartbleed") if h.get("vulnerable") != "0"], "heartbleed")
    check(all(g.get("name").startswith(("x25519", "secp256r1", "secp384r1")) for g in found.iter("group")), "a weak group")
    renegotiation = found.find("renegotiation")
    check(renegotiation is None or renegotiation.get("supported") == "0", "renegotiation by the client")
    said(f"sslscan: {', '.join(sorted(enabled))}; {', '.join(sorted(c[1] for c in ciphers))}")


def testssl(port, folder, *what):
    out = f"{folder}/testssl.json"
    done = subprocess.run(["testssl", "--quiet", "--color", "0", "--warnings", "off", *what,
                           "--jsonfile", out, f"{HOST}:{port}"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=600)
    text = done.stdout.decode(errors="replace")
    with open(out) as report:
        found = {entry["id"]: (entry["severity"], entry["finding"]) for entry in json.load(report)}
    # WARN: what it cannot find out itself.
    bad = {name: entry for name, entry in found.items() if entry[0] not in ("OK", "INFO", "WARN", "DEBUG")}
    check(not bad, f"{bad}\n{text[-3000:]}")
    for name in "SSLv2", "SSLv3", "TLS1", "TLS1_1":
        check(found[name][1].startswith("not offered"), f"{name}: {found[name]}\n{text[-3000:]}")
    for name in "TLS1_2", "TLS1_3":
        check(found[name][1].startswith("offered"), f"{name}: {found[name]}")
    check(found["cipherlist_NULL"][0] == "OK", "NULL ciphers")
    said(f"testssl.sh: {len(found)} findings, none bad")


def test():
    parser = arguments(__doc__)
    parser.add_argument("--whole", action="store_true")
    args = parser.parse_args()
    tests = Tests(args)
    with tests.server(timeout=2) as server:
        sslscan(server.port)
        # Protocols and ciphers; with --whole, forward secrecy, preferences and every known weakness as well.
        testssl(server.port, tests.folder, *(["-p", "-s", "-f", "-P", "-U"] if args.whole else ["-p", "-s"]))


main(test)
