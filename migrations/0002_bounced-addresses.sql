CREATE TABLE `bounced_addresses` (
	`address_hash` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL
);
