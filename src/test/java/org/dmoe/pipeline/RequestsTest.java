package org.dmoe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.linalg.Threads;
import org.dmoe.mapreduce.job.FitKeys;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.mapreduce.simulate.SimulateOptions;
import org.dmoe.run.Output;
import org.dmoe.table.in.CsvOptions;
import org.dmoe.table.in.TableOptions;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs ask of the pipelines. */
class RequestsTest {

  private static final Path FILE = new Path("file");
  private static final Output OUT = Output.of(new Path("out"));
  private static final RowOutput ROWS = RowOutput.csv(OUT);
  private static final List<Path> INPUTS = List.of(FILE);
  private static final RowSource SOURCE = new RowSource(INPUTS, TableOptions.of("y"));

  private final Configuration nothingSet = new Configuration(false);

  private static FitRequestBuilder fit() {
    return FitRequest.builder(SOURCE, FitOptions.of(2), OUT);
  }

  private static AggregationOptions.Builder aggregation() {
    return AggregationOptions.builder(ReductionOptions.of(2));
  }

  private static AggregateRequest.Builder aggregate(AggregationOptions.Builder how) {
    return AggregateRequest.builder(INPUTS, FILE, how.build(), OUT);
  }

  private static void refuses(ThrowingCallable build, String message) {
    assertThatIllegalArgumentException().isThrownBy(build).withMessage(message);
  }

  @Test
  void defaultsOfAFitAreThoseOfTheCommandLine() {
    FitRequest request = fit().build();
    FitOptions fit = request.fit();
    assertThat(fit.gateRidge()).isEqualTo(JobKey.GATE_RIDGE.getOptionalDouble(nothingSet));
    Configuration two = new Configuration(nothingSet);
    JobKey.EXPERTS.set(two, 2);
    assertThat(fit.expertRidge()).isZero().isEqualTo(FitKeys.from(two, Threads.ONE).expertRidge());
    assertThat(fit.starts()).isEqualTo(8).isEqualTo(FitKeys.from(two, Threads.ONE).starts());
    assertThat(fit.maxIterations()).isEqualTo(JobKey.MAX_ITERATIONS.getInt(nothingSet));
    assertThat(fit.optimizer()).isEqualTo(JobKey.OPTIMIZER.getEnum(nothingSet, Optimizer.class));
    assertThat(request.seed()).isEqualTo(JobKey.SEED.getLong(nothingSet));
    assertThat(request.start().name()).isEqualToIgnoringCase(JobKey.START.get(nothingSet));
    assertThat(request.draw().size()).isEqualTo(JobKey.SUPPORT_SIZE.getInt(nothingSet));
    assertThat(request.maxPartitions()).isEqualTo(JobKey.MAX_PARTITIONS.getInt(nothingSet));
    assertThat(request.partitionName()).isEqualTo("SPLIT");
  }

  /** The empty field stands for a missing value whether it is named or not. */
  @Test
  void defaultsOfATableAreThoseOfTheCommandLine() {
    CsvOptions csv = CsvOptions.from(nothingSet);
    Set<String> missing = new HashSet<>(csv.dialect().missing());
    missing.add("");
    CsvDialect set = csv.dialect();
    CsvDialect dialect = new CsvDialect(set.delimiter(), set.quote(), set.comment(), missing);
    assertThat(TableOptions.builder().build())
        .isEqualTo(
            TableOptions.from(nothingSet).toBuilder()
                .csv(csv.toBuilder().dialect(dialect).build())
                .build());
  }

  @Test
  void defaultsOfAnAggregationAreThoseOfTheCommandLine() {
    AggregationOptions options = aggregation().build();
    ReductionOptions reduction = options.reduction();
    assertThat(reduction.cost()).isEqualTo(JobKey.COST.getEnum(nothingSet, CostKind.class));
    assertThat(reduction.plan()).isEqualTo(JobKey.PLAN.getEnum(nothingSet, PlanKind.class));
    assertThat(reduction.localStarts()).isEqualTo(JobKey.LOCAL_STARTS.getInt(nothingSet));
    assertThat(reduction.maxIterations()).isEqualTo(JobKey.REDUCTION_ITERATIONS.getInt(nothingSet));
    assertThat(options.aggregator()).isEqualTo(JobKey.AGGREGATOR.get(nothingSet));
    assertThat(options.minLocalModels()).isEqualTo(JobKey.MIN_LOCAL_MODELS.getDouble(nothingSet));
    assertThat(aggregate(aggregation()).build().initial()).isEmpty();
  }

  @Test
  void defaultsOfAPredictionAreThoseOfTheCommandLine() {
    assertThat(PredictRequest.builder(FILE, SOURCE, ROWS).build().levels())
        .isEqualTo(
            Stream.of(JobKey.QUANTILES.defaultValue().orElseThrow().split(","))
                .map(Double::valueOf)
                .toList());
  }

  @Test
  void aFitReducesToAsManyExpertsUnlessToldOtherwise() {
    AggregationOptions other = AggregationOptions.builder(ReductionOptions.of(3)).build();
    assertThat(fit().build().aggregation().reduction().experts()).isEqualTo(2);
    assertThat(fit().aggregation(other).build().aggregation().reduction().experts()).isEqualTo(3);
  }

  @Test
  void onlyADivisionByAColumnIsByColumn() {
    assertThat(fit().build().isByColumn()).isFalse();
    assertThat(fit().division(Partitioning.parse("random:3")).build().isByColumn()).isFalse();
    FitRequest byColumn = fit().division(Partitioning.parse("column:site")).build();
    assertThat(byColumn.isByColumn()).isTrue();
    assertThat(byColumn.partitionName()).isEqualTo("column:site");
  }

  @Test
  void aFitNeedsInputAndResponse() {
    TableOptions noResponse = TableOptions.builder().build();
    refuses(() -> new RowSource(List.of(), noResponse), "--input: name at least one path");
    RowSource source = new RowSource(INPUTS, noResponse);
    refuses(
        () -> FitRequest.builder(source, FitOptions.of(2), OUT).build(),
        "--response: name a column");
  }

  @Test
  void whatCannotBeDoneIsNamedWithItsFlag() {
    Partitioning by = Partitioning.parse("random:2");
    refuses(() -> new SupportDraw(0, 1), "--support-size 0: must be at least 1");
    refuses(() -> fit().maxPartitions(0).build(), "--max-partitions 0: must be at least 1");
    refuses(
        () -> PartitionRequest.builder(SOURCE, by, OUT).maxPartitions(0).build(),
        "--max-partitions 0: must be at least 1");
    refuses(
        () -> new EvaluateRequest(List.of(), SOURCE, Optional.empty(), Optional.empty()),
        "--model: name at least one path");
    refuses(
        () -> aggregation().aggregator("mean").build(),
        "--aggregator mean: there are reduction, transport, likelihood, statistics, weighted-average, middle, likeliest, aligned-average, greedy");
    refuses(
        () -> aggregation().aggregator("greedy").bothPlans(true).build(),
        "--plan both: is for the reduction, not for --aggregator greedy");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 1.5, Double.NaN})
  void theFractionOfUsableModelsIsBetweenNoughtAndOne(double fraction) {
    String message = "--min-local-models " + fraction + ": must be between 0 and 1";
    refuses(() -> aggregation().minLocalModels(fraction).build(), message);
  }

  @Test
  void anInitialModelIsForTheReduction() {
    refuses(
        () -> aggregate(aggregation().aggregator("middle")).initial(FILE).build(),
        "--init: is for the reduction, not for --aggregator middle");
    refuses(
        () -> AggregateRequest.builder(List.of(), FILE, aggregation().build(), OUT).build(),
        "--models: name at least one path");
  }

  @Test
  void levelsOfQuantilesAreDistinctAndBetweenNoughtAndOne() {
    PredictRequest.Builder predict = PredictRequest.builder(FILE, SOURCE, ROWS);
    refuses(
        () -> predict.levels(List.of(1.0)).build(), "--quantiles 1.0: must lie between 0 and 1");
    refuses(
        () -> predict.levels(List.of(Double.NaN)).build(),
        "--quantiles NaN: must lie between 0 and 1");
    refuses(
        () -> predict.levels(List.of(0.1, 0.5, 0.1)).build(), "--quantiles 0.1: is named twice");
  }

  @Test
  void rowsAreDrawnFromEitherAModelOrAKind() {
    SimulateOptions ofModel = SimulateOptions.builder(1).build();
    SimulateOptions ofKind = SimulateOptions.builder(1).kind(SyntheticKind.HARD).build();
    refuses(() -> SimulateRequest.builder(ofModel, ROWS).build(), "give either --model or --kind");
    refuses(
        () -> SimulateRequest.builder(ofKind, ROWS).model(FILE).build(),
        "give either --model or --kind");
    refuses(
        () -> SimulateRequest.builder(ofKind, ROWS).support(FILE).build(),
        "--support goes with --model, not with --kind");
  }
}
