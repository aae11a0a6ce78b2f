CREATE TABLE `open_pages` (
	`session` text NOT NULL,
	`tenant_id` text NOT NULL,
	PRIMARY KEY(`session`, `tenant_id`)
);
