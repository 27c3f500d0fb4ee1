-- What a platform refused goes on down the ladder and ends, like all that reached nobody, without contact.
UPDATE "register"."invitation" SET "close_reason" = 'no-contact' WHERE "close_reason" = 'unreachable';
