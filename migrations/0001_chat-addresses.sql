CREATE TABLE `chat_addresses` (
	`tenant_id` text NOT NULL,
	`chat` text NOT NULL,
	`sealed` text NOT NULL,
	`key_id` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `chat`)
);
