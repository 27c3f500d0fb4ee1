-- A figure is read for some units, one dimension and a span of months: without this, all values of all dimensions too.
DROP INDEX "ballot"."published_cell_unit_code_month_idx";
CREATE INDEX "published_cell_unit_code_dimension_value_month_idx"
  ON "ballot"."published_cell" ("unit_code", "dimension", "value", "month");
