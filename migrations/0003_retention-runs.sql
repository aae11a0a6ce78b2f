CREATE TABLE `retention_runs` (
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`runs` integer NOT NULL,
	`cleared` text NOT NULL,
	`seq` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`tenant_id`, `day`)
);
