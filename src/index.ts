export class TenantSync {}
