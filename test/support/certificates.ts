import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

/** The environment variable that names the file of the authority that a run's VS Code trusts: `authorityText`. */
export const authorityVariable = 'WAZZUP_TEST_AUTHORITY';

/** A certificate with its private key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const dayMs = 86_400_000;

/** An authority that nobody trusts unless told to. */
export function newAuthority(): Certificate {
  return newCertificate('Invented Authority', [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
}

/** A server's certificate for these names, or addresses of the form 127.0.0.1. */
export function issueCertificate(authority: Certificate, hosts: readonly string[]): Certificate {
  const altNames = hosts.map((host) =>
    /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host },
  );
  return newCertificate(
    hosts[0] ?? '',
    [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
    authority,
  );
}

/** In one text: what looks for certificates in it passes over the key. */
export function authorityText({ cert, key }: Certificate): string {
  return `${cert}\n${key}`;
}

/** The authority in a text of `authorityText`. */
export function readAuthority(text: string): Certificate {
  const [cert = '', key = ''] = text.split(/(?=-----BEGIN [A-Z ]*PRIVATE KEY-----)/);
  return { cert, key };
}

function newCertificate(
  commonName: string,
  extensions: readonly object[],
  issuer?: Certificate,
): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - dayMs);
  certificate.validity.notAfter = new Date(Date.now() + 30 * dayMs);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  certificate.setIssuer(
    issuer
      ? forge.pki.certificateFromPem(issuer.cert).subject.attributes
      : certificate.subject.attributes,
  );
  certificate.setExtensions([...extensions]);
  certificate.sign(
    forge.pki.privateKeyFromPem(issuer?.key ?? privateKey),
    forge.md.sha256.create(),
  );
  return { cert: forge.pki.certificateToPem(certificate), key: privateKey };
}
