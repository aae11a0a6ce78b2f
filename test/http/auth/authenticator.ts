/**
 * An authenticator in a few lines, for attacks: it makes keys and signs whatever it is told to, for
 * any origin, host, challenge, flags and count. ES256, attestation "none".
 */
type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));
const base64Url = (bytes: Bytes): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const join = (...parts: readonly (Bytes | readonly number[])[]): Bytes =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const fromBase64Url = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

/** ASN.1, as authenticators sign: a sequence of two positive integers. */
function der(signature: Bytes): Bytes {
  const integer = (bytes: Bytes): readonly number[] => {
    const from = bytes.findIndex((byte) => byte !== 0);
    const short = Array.from(bytes.slice(Math.max(0, from)));
    const positive = (short[0] ?? 0) >= 0x80 ? [0, ...short] : short;
    return [0x02, positive.length, ...positive];
  };
  const both = [...integer(signature.slice(0, 32)), ...integer(signature.slice(32))];
  return Uint8Array.from([0x30, both.length, ...both]);
}

export type Told = {
  readonly origin?: string;
  readonly host?: string;
  readonly challenge: string;
  /** Whether the user was checked. */
  readonly checked?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly type?: string;
};

const [PRESENT, CHECKED, HAS_KEY] = [0x01, 0x04, 0x40];

export async function authenticator(home: { readonly origin: string; readonly host: string }) {
  const keys = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const { x = "", y = "" } = (await crypto.subtle.exportKey("jwk", keys.publicKey)) as JsonWebKey;
  const idBytes = crypto.getRandomValues(new Uint8Array(16));
  const id = base64Url(idBytes);

  const clientData = ({ origin = home.origin, challenge }: Told, type: string): Bytes =>
    utf8(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = async (
    { host = home.host, checked = true, counter = 0 }: Told,
    more: number,
  ): Promise<Bytes> =>
    join(
      await sha256(utf8(host)),
      [PRESENT | (checked ? CHECKED : 0) | more],
      [counter >>> 24, (counter >>> 16) & 255, (counter >>> 8) & 255, counter & 255],
    );

  async function make(told: Told): Promise<string> {
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    const key = join(
      [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20],
      fromBase64Url(x),
      [0x22, 0x58, 0x20],
      fromBase64Url(y),
    );
    const data = join(
      await head(told, HAS_KEY),
      new Uint8Array(16),
      [0, idBytes.length],
      idBytes,
      key,
    );
    // {"fmt": "none", "attStmt": {}, "authData": data}
    const attestation = join(
      [0xa3, 0x63],
      utf8("fmt"),
      [0x64],
      utf8("none"),
      [0x67],
      utf8("attStmt"),
      [0xa0, 0x68],
      utf8("authData"),
      [0x58, data.length],
      data,
    );
    return JSON.stringify({
      id,
      rawId: id,
      type: "public-key",
      response: {
        clientDataJSON: base64Url(clientData(told, told.type ?? "webauthn.create")),
        attestationObject: base64Url(attestation),
      },
    });
  }

  async function sign(told: Told): Promise<string> {
    const data = await head(told, 0);
    const client = clientData(told, told.type ?? "webauthn.get");
    const signature = new Uint8Array(
      await crypto.subtle.sign(
        { name: "ECDSA", hash: "SHA-256" },
        keys.privateKey,
        join(data, await sha256(client)),
      ),
    );
    return JSON.stringify({
      id,
      rawId: id,
      type: "public-key",
      response: {
        clientDataJSON: base64Url(client),
        authenticatorData: base64Url(data),
        signature: base64Url(der(signature)),
        userHandle: told.userHandle,
      },
    });
  }

  return { id, make, sign };
}
