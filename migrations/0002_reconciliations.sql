CREATE TABLE `reconciliations` (
	`tenant_id` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`orders` integer NOT NULL,
	`states` text NOT NULL,
	`totals` text NOT NULL,
	`findings` integer NOT NULL,
	`seq` integer NOT NULL,
	`deleted_at` integer,
	PRIMARY KEY(`tenant_id`, `day`)
);
