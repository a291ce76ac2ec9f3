// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/report/csv_metadata.h"

#include "scenarios/report/json.h"

struct column {
    const char *name, *datatype, *says;
};

static const struct column measures[] = {
    {"measure", "string", "what was measured; hubsim measures by this name everywhere"},
    {"unit", "string", "of the numbers in this line"},
    {"year", "gYear", "calendar year"},
    {"n", "integer", "replications with an answer"},
    {"mean", "number", "over replications; empty: nobody knows"},
    {"sd", "number", "standard deviation over replications"},
    {"lo", "number", "95 % interval of the mean, lower end"},
    {"hi", "number", "95 % interval of the mean, upper end"},
    {"band_lo", "number", "where 95 % of single replications fall, lower end"},
    {"band_hi", "number", "where 95 % of single replications fall, upper end"},
    {"observed", "number", "what was counted in that year"},
    {NULL, NULL, NULL}};

static const struct column verdicts[] = {
    {"id", "string", "the promise's name in the scenario"},
    {"measure", "string", "what it is held against"},
    {"unit", "string", "of the promise and of what is simulated"},
    {"sense", "string", "at least, at most"},
    {"promised", "number", "the figure"},
    {"by", "string", "the date; its calendar year is judged"},
    {"reading", "string", "as said, or our strict or generous reading"},
    {"mean", "number", "simulated, over replications"},
    {"lo", "number", "95 % interval of the mean, lower end"},
    {"hi", "number", "95 % interval of the mean, upper end"},
    {"band_lo", "number", "where 95 % of single replications fall, lower end"},
    {"band_hi", "number", "where 95 % of single replications fall, upper end"},
    {"p_kept", "number", "share of replications that keep it"},
    {"p_lo", "number", "95 % interval of that chance, lower end"},
    {"p_hi", "number", "95 % interval of that chance, upper end"},
    {"observed", "number", "the latest count not after that year"},
    {"observed_year", "gYear", "the year of that count"},
    {"verdict", "string", "kept, missed, cannot tell"},
    {"why", "string", "why it cannot be said"},
    {"what", "string", "the promise in words"},
    {"who", "string", "who promised"},
    {"source", "string", "keys of models/SOURCES.md"},
    {"given_by", "string", "settings that say this figure themselves: no projection"},
    {NULL, NULL, NULL}};

static const struct column observed[] = {
    {"measure", "string", "what was counted, by the name of the measure"},
    {"year", "gYear", "calendar year"},
    {"value", "number", "the count"},
    {"unit", "string", "of the count"},
    {"role", "string", "calibration, judged, context, given"},
    {"known", "date", "the day the count could first be read"},
    {"source", "string", "keys of models/SOURCES.md"},
    {"confidence", "string", "high, medium, low"},
    {"note", "string", "what a reader should know"},
    {NULL, NULL, NULL}};

static void put_table(struct json *json, const char *url, const struct column *column)
{
    json_object(json, NULL);
    json_text(json, "url", url);
    json_object(json, "tableSchema");
    json_array(json, "columns");
    for (; column->name; column++) {
        json_object(json, NULL);
        json_text(json, "name", column->name);
        json_text(json, "datatype", column->datatype);
        json_text(json, "dc:description", column->says);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
    json_object_end(json);
}

void csv_metadata_write(const struct manifest *manifest, const char *record, FILE *to)
{
    struct json json = json_to(to);
    json_object(&json, NULL);
    json_text(&json, "@context", "http://www.w3.org/ns/csvw");
    json_array(&json, "tables");
    put_table(&json, "measures.csv", measures);
    put_table(&json, "verdicts.csv", verdicts);
    if (*record) put_table(&json, record, observed);
    json_array_end(&json);
    json_array(&json, "notes");
    json_object(&json, NULL);
    manifest_put(&json, manifest, MANIFEST_SHORT);
    json_object_end(&json);
    json_array_end(&json);
    json_object_end(&json);
}
