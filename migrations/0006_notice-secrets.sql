CREATE TABLE `notice_secrets` (
	`tenant_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL
);
