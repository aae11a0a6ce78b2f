INSERT INTO `memberships` SELECT `id`, `tenant_id`, 'owner' FROM `users` WHERE `tenant_id` IS NOT NULL AND `ended_at` IS NULL;--> statement-breakpoint
UPDATE `users` SET `role` = 'operator' WHERE `tenant_id` IS NULL;--> statement-breakpoint
UPDATE `api_tokens` SET `scope` = 'full';--> statement-breakpoint
ALTER TABLE `users` DROP COLUMN `tenant_id`;
