"""Splink 5 with its published example settings on a table that has a `cluster` column.

usage: splink_dedupe.py febrl3|febrl4|hist50k|synthetic TABLE.parquet
For the synthetic register, settings of the same style. febrl4 is linked as two
files of 5,000, as in its example. prints one JSON object: clustered figures at
the probability of 0.95, the best of several cut-offs CHOSEN WITH TRUTH, and what
it had cost in CPU and memory when the clusters at 0.95 were there.
"""
import logging, os, tempfile, warnings
import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

warnings.filterwarnings("ignore")
logging.getLogger("splink").setLevel(logging.ERROR)
what, table = sys.argv[1:3]


def often(comparison):
    return comparison.configure(term_frequency_adjustments=True)


def birth(**more):
    return cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d", **more)


TURNED = "l.given_name = r.surname and l.surname = r.given_name"
FEBRL3 = dict(
    blocking=[block_on(c) for c in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")],
    comparisons=lambda: [
        cl.NameComparison("given_name"), cl.NameComparison("surname"), birth(),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
        often(cl.ExactMatch("street_number")), often(cl.ExactMatch("postcode"))],
    certain=[block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth"),
             TURNED + " and l.date_of_birth = r.date_of_birth"], recall=.9,
    training=[block_on("date_of_birth"), block_on("postcode")], without_frequencies=False)
FEBRL4 = dict(
    blocking=[block_on("given_name", "surname"), TURNED, block_on("date_of_birth"), block_on("soc_sec_id"),
              block_on("state", "address_1"), block_on("street_number", "address_1"), block_on("postcode")],
    comparisons=lambda: [
        often(cl.NameComparison("given_name")), often(cl.NameComparison("surname")),
        birth(invalid_dates_as_null=True), cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        often(cl.ExactMatch("street_number")), often(cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]))],
    certain=[block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], recall=.8,
    training=[block_on("date_of_birth"), block_on("postcode")])
HIST50K = dict(
    blocking=[block_on("substr(first_name,1,3)", "substr(surname,1,4)"), block_on("surname", "dob"),
              block_on("first_name", "dob"), block_on("postcode_fake", "first_name"),
              block_on("postcode_fake", "surname"), block_on("dob", "birth_place"),
              block_on("substr(postcode_fake,1,3)", "dob"), block_on("substr(postcode_fake,1,3)", "first_name"),
              block_on("substr(postcode_fake,1,3)", "surname"),
              block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)")],
    comparisons=lambda: [
        cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="both_names"),
        cl.DateOfBirthComparison("dob", input_is_string=True), cl.PostcodeComparison("postcode_fake"),
        often(cl.ExactMatch("birth_place")), often(cl.ExactMatch("occupation"))],
    certain=[block_on("first_name", "surname", "dob"),
             block_on("substr(first_name,1,2)", "surname", "substr(postcode_fake,1,2)"),
             block_on("dob", "postcode_fake")], recall=.6,
    training=[block_on("first_name", "surname"), block_on("dob")], both_names=True)
SYNTHETIC = dict(
    blocking=[block_on("email"), block_on("phone"), block_on("first_name", "surname", "city"),
              block_on("surname", "dob"), block_on("first_name", "dob"), block_on("dob", "postcode"),
              block_on("postcode", "surname"), block_on("postcode", "first_name"),
              block_on("substr(first_name,1,3)", "substr(surname,1,4)", "substr(dob,1,4)")],
    comparisons=lambda: [
        cl.ForenameSurnameComparison("first_name", "surname", forename_surname_concat_col_name="both_names"),
        cl.DateOfBirthComparison("dob", input_is_string=True), cl.DamerauLevenshteinAtThresholds("postcode", [1]),
        often(cl.ExactMatch("city")), cl.JaroWinklerAtThresholds("email", [0.9]),
        cl.DamerauLevenshteinAtThresholds("phone", [1])],
    certain=[block_on("first_name", "surname", "dob"), block_on("email"), block_on("phone")], recall=.8,
    training=[block_on("first_name", "surname"), block_on("dob")], both_names=True,
    predict=dict(threshold_match_weight=-5))
model = dict(febrl3=FEBRL3, febrl4=FEBRL4, hist50k=HIST50K, synthetic=SYNTHETIC)[what]

con = duckdb.connect()
con.execute("set threads = 2")
con.execute(f"set temp_directory = '{tempfile.mkdtemp()}'")
both = ", first_name || ' ' || surname as both_names" if model.get("both_names") else ""
con.execute(f"create table rows as select row_number() over () as number, *{both} "
            f"from (select * exclude (cluster), cast(cluster as varchar) as cluster from '{table}')")
parts = ["rows"]
if what == "febrl4":
    con.execute("create table one as select * from rows where number <= 5000")
    con.execute("create table two as select * from rows where number > 5000")
    parts = ["one", "two"]
settings = SettingsCreator(
    unique_id_column_name="number", link_type="dedupe_only" if len(parts) == 1 else "link_only",
    blocking_rules_to_generate_predictions=model["blocking"], comparisons=model["comparisons"](),
    retain_intermediate_calculation_columns=False, retain_matching_columns=False,
    additional_columns_to_retain=["cluster"])
api = DuckDBAPI(connection=con)
tables = [api.register(con.table(part)) for part in parts]
linker = Linker(tables if len(tables) > 1 else tables[0], settings)
linker.training.estimate_probability_two_random_records_match(model["certain"], recall=model["recall"])
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
more = dict(estimate_without_term_frequencies=True) if model.get("without_frequencies", True) else {}
for rule in model["training"]:
    linker.training.estimate_parameters_using_expectation_maximisation(rule, **more)
pairs = linker.inference.predict(**model.get("predict", {}))


def at(probability):
    made = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=probability)
    return con.execute(f"select cluster_id, cluster from {made.physical_name}").fetchdf()


usual = at(0.95)
spent = dict(cpu_seconds=cpu_seconds(), peak_mib=peak_mib())
found = {0.95: clustered(usual.cluster_id, usual.cluster)}
for probability in (.5, .8, .9, .99, .999):
    made = at(probability)
    found[probability] = clustered(made.cluster_id, made.cluster)
best = max(found, key=lambda cut_off: found[cut_off]["f1"])
compared = con.execute(f"select count(*) from {pairs.physical_name}").fetchone()[0]
tell(**found[0.95], cut_off=0.95, best_of_six_chosen_with_truth=found[best] | {"cut_off": best},
     pairs_compared=compared, **spent)
