ALTER TABLE `oauth_states` ADD `client` text;--> statement-breakpoint
ALTER TABLE `tenants` ADD `ledger_client` text;