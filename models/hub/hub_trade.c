// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <string.h>

#include "models/hub/hub.h"
#include "models/hub/hub_world.h"
#include "sim/date.h"

/* The order below is the order of the catalogue and of every year's values. */
enum trade_measure {
    IMPORTS_COMMUNITY, /* of each concept in turn, as enum trade_concept has them */
    EXPORTS_COMMUNITY,
    BALANCE_COMMUNITY,
    CHANGE_COMMUNITY,
    IMPORTS_NATIONAL,
    EXPORTS_NATIONAL,
    BALANCE_NATIONAL,
    CHANGE_NATIONAL,
    IMPORTS_ECONOMIC,
    EXPORTS_ECONOMIC,
    BALANCE_ECONOMIC,
    CHANGE_ECONOMIC,
    IMPORTS_PUBLISHED,
    EXPORTS_PUBLISHED,
    BALANCE_PUBLISHED,
    CHANGE_PUBLISHED,
    IN_PER_OUT,
    TONNES_IN,
    TONNES_OUT,
    RETURN_LOAD,
    IMPORTS_FOB,
    SERVICES,
    OF_BELGIAN,
    OF_BELGIAN_EXPORTS,
    OF_EU,
    MONTH_1,
    MONTH_12 = MONTH_1 + 11,
    OPERATOR_SHARE,
    HANDLER_SHARE,
    CUSTOMS_SHARE,
    STATISTICS_SHARE,
    OVERSIGHT_SHARE,
    OPERATOR_RECORDS,
    HANDLER_RECORDS,
    CUSTOMS_RECORDS,
    STATISTICS_RECORDS,
    OVERSIGHT_RECORDS,
    OPERATOR_HELD,
    OPERATOR_CELLS,
    HANDLER_CELLS,
    CUSTOMS_CELLS,
    STATISTICS_CELLS,
    OVERSIGHT_CELLS,
    STATE_CELLS,
    GAP,
    SEEN_PER_EXAMINED,
    EXAMINED,
    DUTY,
    HANDLING_FEE,
    NATIONAL_FEE,
    ITEMS,
    TARIFF_LINES,
    TRADE_MEASURES
};

/* Every name says its concept; in each, exports less imports is the balance. */
static const struct measure trade_measure[TRADE_MEASURES] = {
    [IMPORTS_COMMUNITY] = {"trade.china_imports_community_eur_m", "EUR m",
                           "Imports from China released at the hub, Community concept"},
    [EXPORTS_COMMUNITY] = {"trade.china_exports_community_eur_m", "EUR m",
                           "Exports to China declared at the hub, Community concept"},
    [BALANCE_COMMUNITY] = {"trade.china_balance_community_eur_m", "EUR m",
                           "Hub's balance with China, Community concept"},
    [CHANGE_COMMUNITY] = {"trade.china_balance_change_community_eur_m", "EUR m",
                          "Change of that balance since the first year"},
    [IMPORTS_NATIONAL] = {"trade.china_imports_national_eur_m", "EUR m",
                          "Imports from China, national concept: without quasi-transit"},
    [EXPORTS_NATIONAL] = {"trade.china_exports_national_eur_m", "EUR m",
                          "Exports to China, national concept"},
    [BALANCE_NATIONAL] = {"trade.china_balance_national_eur_m", "EUR m",
                          "Hub's balance with China, national concept"},
    [CHANGE_NATIONAL] = {"trade.china_balance_change_national_eur_m", "EUR m",
                         "Change of that balance since the first year"},
    [IMPORTS_ECONOMIC] = {"trade.china_imports_economic_eur_m", "EUR m",
                          "Imports from China that stay in Belgium, economic concept"},
    [EXPORTS_ECONOMIC] = {"trade.china_exports_economic_eur_m", "EUR m",
                          "Exports to China that were made in Belgium, economic concept"},
    [BALANCE_ECONOMIC] = {"trade.china_balance_economic_eur_m", "EUR m",
                          "Hub's balance with China, economic concept"},
    [CHANGE_ECONOMIC] = {"trade.china_balance_change_economic_eur_m", "EUR m",
                         "Change of that balance since the first year"},
    [IMPORTS_PUBLISHED] =
        {"trade.china_imports_published_eur_m", "EUR m",
         "Imports from China as published: above the threshold; assumed of parcels as well"},
    [EXPORTS_PUBLISHED] = {"trade.china_exports_published_eur_m", "EUR m",
                           "Exports to China as published: above the threshold"},
    [BALANCE_PUBLISHED] = {"trade.china_balance_published_eur_m", "EUR m",
                           "Hub's balance with China as published: above the threshold"},
    [CHANGE_PUBLISHED] = {"trade.china_balance_change_published_eur_m", "EUR m",
                          "Change of that balance since the first year"},
    [IN_PER_OUT] = {"trade.parcels_in_per_out", "ratio", "E-commerce parcels in for each one out"},
    [TONNES_IN] = {"trade.china_tonnes_in", "t", "Freight that landed on flights from China"},
    [TONNES_OUT] = {"trade.china_tonnes_out", "t", "Freight that flew home on them"},
    [RETURN_LOAD] = {"trade.china_return_load_share", "share",
                     "What all flights to China carried, of what they could have"},
    [IMPORTS_FOB] = {"trade.china_imports_fob_eur_m", "EUR m",
                     "The imports of the Community concept as China counts them: without freight"},
    [SERVICES] = {"trade.services_eur_m", "EUR m", "What the hub earns on parcels for abroad"},
    [OF_BELGIAN] = {"trade.of_belgian_balance_share", "share",
                    "Hub's Community balance over that of Belgium with China"},
    [OF_BELGIAN_EXPORTS] = {"trade.of_belgian_exports_share", "share",
                            "Hub's Community exports over all that Belgium exports to China"},
    [OF_EU] = {"trade.of_eu_balance_share", "share",
               "Hub's Community balance over that of the Union with China"},
    [MONTH_1] = {"trade.month_01_balance_community_eur_m", "EUR m", "Community balance of January"},
    {"trade.month_02_balance_community_eur_m", "EUR m", "Community balance of February"},
    {"trade.month_03_balance_community_eur_m", "EUR m", "Community balance of March"},
    {"trade.month_04_balance_community_eur_m", "EUR m", "Community balance of April"},
    {"trade.month_05_balance_community_eur_m", "EUR m", "Community balance of May"},
    {"trade.month_06_balance_community_eur_m", "EUR m", "Community balance of June"},
    {"trade.month_07_balance_community_eur_m", "EUR m", "Community balance of July"},
    {"trade.month_08_balance_community_eur_m", "EUR m", "Community balance of August"},
    {"trade.month_09_balance_community_eur_m", "EUR m", "Community balance of September"},
    {"trade.month_10_balance_community_eur_m", "EUR m", "Community balance of October"},
    {"trade.month_11_balance_community_eur_m", "EUR m", "Community balance of November"},
    {"trade.month_12_balance_community_eur_m", "EUR m", "Community balance of December"},
    [OPERATOR_SHARE] = {"visibility.operator_share", "share",
                        "Share of the e-commerce parcels that an operator's software sees"},
    [HANDLER_SHARE] = {"visibility.handler_share", "share", "The same for handlers"},
    [CUSTOMS_SHARE] = {"visibility.customs_share", "share", "The same for customs: declared here"},
    [STATISTICS_SHARE] = {"visibility.statistics_share", "share",
                          "The same for public statistics: large enough to be registered"},
    [OVERSIGHT_SHARE] = {"visibility.oversight_share", "share", "The same for an oversight body"},
    [OPERATOR_RECORDS] = {"visibility.operator_records", "records",
                          "Records of parcels that the operator's software gains in the year"},
    [HANDLER_RECORDS] = {"visibility.handler_records", "records", "The same for handlers"},
    [CUSTOMS_RECORDS] = {"visibility.customs_records", "records", "The same for customs"},
    [STATISTICS_RECORDS] = {"visibility.statistics_records", "records",
                            "The same for public statistics"},
    [OVERSIGHT_RECORDS] = {"visibility.oversight_records", "records",
                           "The same for an oversight body"},
    [OPERATOR_HELD] = {"visibility.operator_held_records", "records",
                       "Records the operator holds at a time, if years go on like this one"},
    [OPERATOR_CELLS] = {"visibility.operator_cells_share", "share",
                        "Share of all fields of all e-commerce parcels that the operator sees"},
    [HANDLER_CELLS] = {"visibility.handler_cells_share", "share", "The same for handlers"},
    [CUSTOMS_CELLS] = {"visibility.customs_cells_share", "share", "The same for customs"},
    [STATISTICS_CELLS] = {"visibility.statistics_cells_share", "share",
                          "The same for public statistics"},
    [OVERSIGHT_CELLS] = {"visibility.oversight_cells_share", "share",
                         "The same for an oversight body"},
    [STATE_CELLS] = {"visibility.state_cells_share", "share",
                     "The same for customs, statistics and oversight together"},
    [GAP] = {"visibility.gap_share", "share",
             "Share of all fields that the operator sees and the state does not"},
    [SEEN_PER_EXAMINED] = {"visibility.seen_per_examined", "ratio",
                           "Parcels the operator sees for each file that customs opens"},
    [EXAMINED] = {"visibility.examined_share", "share",
                  "Share of the declared lines that customs examines"},
    [DUTY] = {"policy.duty_eur_m", "EUR m", "Flat duty due on parcels released at the hub"},
    [HANDLING_FEE] = {"policy.handling_fee_eur_m", "EUR m", "Handling fee due on them"},
    [NATIONAL_FEE] = {"policy.national_fee_eur_m", "EUR m", "National fee due on them"},
    [ITEMS] = {"policy.items", "items", "Goods in the e-commerce parcels that landed"},
    [TARIFF_LINES] = {"policy.tariff_lines", "lines",
                      "Tariff lines of the e-commerce parcels that landed"},
};

size_t hub_trade_measures(struct measure *to)
{
    if (to != NULL) memcpy(to, trade_measure, sizeof trade_measure);
    return TRADE_MEASURES;
}

/* ---- as it flows ----------------------------------------------------------------------------- */

double hub_trade_demand(void *context, const struct lane_def *lane, int64_t at_us)
{
    const struct hub_world *world = context;
    const struct hub_def *def = world->next;
    if (lane->business != LANE_ECOMMERCE) return 1;
    return demand_factor(&def->demand, &def->policy, at_us) *
           route_factor(&def->route, &def->policy, def->rivals, def->rivals_n, at_us);
}

double hub_trade_backhaul(void *context, uint16_t lane, int64_t monday_us)
{
    const struct hub_world *world = context;
    const struct hub_def *def = world->next;
    struct backhaul_offer offers[LANE_MAX];
    size_t n = 0, who = 0;
    if (!def->lanes[lane].china || !(def->backhaul.china_t_per_week > 0))
        return def->lanes[lane].load_out_share;
    for (uint16_t l = 0; l < def->lanes_n; l++) {
        if (!def->lanes[l].china) continue;
        if (l == lane) who = n;
        offers[n++] = lane_offer(world->lane[l], monday_us);
    }
    return backhaul_share(def->backhaul.china_t_per_week, offers, n, who);
}

static struct trade_flows *flows_now(struct hub_world *world)
{
    return &world->trade.month[date_of(sim_now_us(world->sim)).month - 1];
}

void hub_trade_landed(struct hub_world *world, const struct flight *flight)
{
    double parcels = (double)flight->parcels_in;
    if (world->def->lanes[flight->lane].business != LANE_ECOMMERCE) return;
    world->trade.items += parcels * world->def->policy.items_per_parcel;
    world->trade.lines += parcels * world->def->policy.lines_per_parcel;
}

static void import(struct hub_world *world, const struct lane_def *lane, double kg, double parcels)
{
    if (!lane->china) return;
    struct trade_flows *flows = flows_now(world);
    /* Of one ULD the rest may be a little below 0, because kilograms are whole; of a flight it is
     * what its share says. */
    const double parcels_kg = parcels * lane->parcel_kg;
    flows->parcels_in_kg += parcels_kg;
    flows->general_in_kg += kg - parcels_kg;
    flows->parcels += parcels;
}

/* What customs lets go is imported; what waits in the hall is not. A ULD that nobody opens is
 * declared on its data, and imported when it leaves. */
void hub_trade_released(void *context, uint32_t number, int64_t g, int64_t parcels)
{
    struct hub_world *world = context;
    const struct lane_def *lane = &world->def->lanes[number];
    import(world, lane, (double)g / 1000.0, (double)parcels);
    if (lane->business != LANE_ECOMMERCE) return;
    const struct policy_def *policy = &world->def->policy;
    const double declared =
        policy_declared(policy, (double)parcels * world->def->trade.parcel_released_share);
    world->trade.declarations += declared * policy->declarations_per_parcel;
    world->trade.items_declared += declared * policy->lines_per_parcel;
    for (int k = 0; k < POLICY_KINDS; k++)
        world->trade.due_eur[k] +=
            declared * policy_due_eur(policy, (enum policy_kind)k, sim_now_us(world->sim));
}

void hub_trade_left(struct hub_world *world, const struct flight *flight)
{
    if (world->def->lanes[flight->lane].china) flows_now(world)->out_kg += (double)flight->kg_out;
}

/* ---- at the end of a year -------------------------------------------------------------------- */

/* In the first year, first_year_value is value. */
static void fill_concepts(const struct trade_balance *worth, double *value,
                          const double *first_year_value)
{
    const int each = IMPORTS_NATIONAL - IMPORTS_COMMUNITY;
    for (int c = 0; c < TRADE_CONCEPTS; c++) {
        value[IMPORTS_COMMUNITY + each * c] = worth->of[c].imports;
        value[EXPORTS_COMMUNITY + each * c] = worth->of[c].exports;
        value[BALANCE_COMMUNITY + each * c] = worth->of[c].balance;
        value[CHANGE_COMMUNITY + each * c] =
            worth->of[c].balance - first_year_value[BALANCE_COMMUNITY + each * c];
    }
    value[IMPORTS_FOB] = worth->imports_fob;
    value[SERVICES] = worth->services;
}

/* Months and the year at the prices of its last day, so that twelve months add up to the year. */
static void fill_trade(const struct hub_world *world, double *value, const double *first_year_value)
{
    const struct trade_def *def = &world->def->trade;
    struct trade_flows year = {0};
    for (int m = 0; m < 12; m++) {
        const struct trade_flows *month = &world->trade.month[m];
        value[MONTH_1 + m] = trade_value(def, month).of[TRADE_COMMUNITY].balance;
        year.parcels_in_kg += month->parcels_in_kg;
        year.general_in_kg += month->general_in_kg;
        year.out_kg += month->out_kg;
        year.parcels += month->parcels;
    }
    const struct trade_balance worth = trade_value(def, &year);
    fill_concepts(&worth, value, first_year_value);
    value[OF_BELGIAN] = trade_share(value[BALANCE_COMMUNITY], def->belgian_balance_eur_m);
    value[OF_BELGIAN_EXPORTS] = trade_share(value[EXPORTS_COMMUNITY], def->belgian_exports_eur_m);
    value[OF_EU] = trade_share(value[BALANCE_COMMUNITY], def->eu_balance_eur_m);
}

static struct visibility_flow flow_seen(const struct hub_world *world, double parcels)
{
    const struct trade_def *trade = &world->def->trade;
    struct visibility_flow flow = {.parcels = parcels,
                                   .declared_share = trade->parcel_released_share,
                                   .registered_share = trade_count_above(trade->parcel_declared_eur,
                                                                         trade->parcel_declared_cv,
                                                                         trade->threshold_eur),
                                   .examined = (double)customs_year(world->customs)->examined};
    for (uint32_t h = 0; h < world->def->halls_n; h++)
        if (world->def->halls[h].staff_of == HALL_OPERATOR)
            flow.operator_parcels += (double)world->hall[h].parcels_in;
    return flow;
}

static void fill_visibility(const struct hub_world *world, double parcels_in, double *value)
{
    const struct visibility_flow flow = flow_seen(world, parcels_in);
    const struct visibility view = visibility_of(&world->def->visibility, &flow);
    memcpy(value + OPERATOR_SHARE, view.reach, sizeof view.reach);
    memcpy(value + OPERATOR_RECORDS, view.records, sizeof view.records);
    memcpy(value + OPERATOR_CELLS, view.cells, sizeof view.cells);
    value[OPERATOR_HELD] = view.held[VISIBILITY_OPERATOR];
    value[STATE_CELLS] = view.state_cells;
    value[GAP] = view.gap;
    value[SEEN_PER_EXAMINED] = view.seen_per_examined;
    const struct customs_counts *customs = customs_year(world->customs);
    value[EXAMINED] = customs->lines > 0 ? (double)customs->examined / (double)customs->lines : NAN;
}

void hub_trade_fill(struct hub_world *world, double *value, const double *first_year_value)
{
    double parcels_in = 0, parcels_out = 0, kg_in = 0, kg_out = 0, kg_out_max = 0;
    for (uint32_t l = 0; l < world->def->lanes_n; l++) {
        const struct lane_counts *lane = lane_year(world->lane[l]);
        const double china = world->def->lanes[l].china ? 1 : 0;
        kg_in += china * (double)lane->kg_in;
        kg_out += china * (double)lane->kg_out;
        kg_out_max += china * (double)lane->kg_out_max;
        parcels_out += (double)lane->parcels_out;
        if (world->def->lanes[l].business != LANE_EXPRESS) parcels_in += (double)lane->parcels_in;
    }
    fill_trade(world, value, first_year_value);
    value[IN_PER_OUT] = parcels_out > 0 ? parcels_in / parcels_out : NAN;
    value[TONNES_IN] = kg_in / 1000.0;
    value[TONNES_OUT] = kg_out / 1000.0;
    value[RETURN_LOAD] = kg_out_max > 0 ? kg_out / kg_out_max : NAN;
    fill_visibility(world, parcels_in, value);
    for (int k = 0; k < POLICY_KINDS; k++)
        value[DUTY + k] = world->trade.due_eur[k] * 1e-6;
    value[ITEMS] = world->trade.items;
    value[TARIFF_LINES] = world->trade.lines;
}
