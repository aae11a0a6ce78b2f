/** Stands for `cloudflare:workers` where tests run the tenant's object in Node. */
export class DurableObject {
  constructor(
    readonly ctx: unknown,
    readonly env: unknown,
  ) {}
}

export class RpcTarget {}
