CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`tenant_id` text,
	`language` text,
	`password_hash` text,
	`link_hash` text,
	`link_expires_at` integer,
	`created_at` integer NOT NULL,
	`last_sign_in_at` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `user_id` text;