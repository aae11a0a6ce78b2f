ALTER TABLE `dead_letters` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `dead_letters` ADD `ended_by` text;--> statement-breakpoint
ALTER TABLE `dead_letters` ADD `note` text;