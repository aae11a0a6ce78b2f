/**
 * Files in R2, where the deployment has a bucket (`FILES`). What is put there is sealed before: the
 * bucket holds bytes under names that say nothing.
 */
type Bytes = Uint8Array<ArrayBuffer>;

export type FileStore = {
  readonly put: (name: string, bytes: Bytes) => Promise<void>;
  /** `null`: there is none. */
  readonly get: (name: string) => Promise<Bytes | null>;
  /** Everything whose name begins so. */
  readonly drop: (prefix: string) => Promise<void>;
};

/** `null`: this deployment keeps no files (its wrangler.toml has no binding for them). */
export function fileStore(env: { readonly FILES?: R2Bucket }): FileStore | null {
  const { FILES: bucket } = env;
  if (bucket === undefined) return null;
  return {
    put: async (name, bytes) => {
      await bucket.put(name, bytes);
    },
    get: async (name) => {
      const found = await bucket.get(name);
      return found === null ? null : new Uint8Array(await found.arrayBuffer());
    },
    drop: async (prefix) => {
      // Deleted files aren't listed any more, so the first page is always the next one.
      for (;;) {
        const { objects } = await bucket.list({ prefix });
        if (objects.length === 0) return;
        await bucket.delete(objects.map(({ key }) => key));
      }
    },
  };
}

/** Of a kept file, from 0. Its name begins with the tenant's id. */
export const filePrefix = (tenantId: string, file: string): string => `${tenantId}/${file}/`;
export const chunkName = (tenantId: string, file: string, chunk: number): string =>
  `${filePrefix(tenantId, file)}${chunk}`;
