using MarketMaker.Bot.Configuration;
using MarketMaker.Bot.Journal;

namespace MarketMaker.Bot.Tests.Bot.Configuration;

public sealed class ConfigurationFileTests
{
    [Fact]
    public void Parse_SomeKeys_ChangesThoseAndKeepsTheRest()
    {
        BotConfiguration configuration = ConfigurationFile.Parse(
            """
            lake: {hot_days: 3}   # another program's
            bot:
              quoting:
                order_size_usd: 750.5
                cycle_ms: 200
              exchange: {new_latency_ms: 50}
              kill_switch: true
              instruments:
                BTC: {decay_per_bps: 2}
                DOGE: {max_spread_bps: 9}
            """,
            "mm.yaml");
        Assert.Equal((750.5, 200, 50, true), (configuration.Strategy.Quoting.OrderSizeUsd, configuration.Strategy.Quoting.CycleMs, configuration.Exchange.NewLatencyMs, configuration.KillSwitch));
        Assert.Equal((2.0, 0.07), (configuration.Strategy.Of("BTC").DecayPerBps, configuration.Strategy.Of("BTC").IntensityPerS));
        Assert.Equal((9.0, 0.7), (configuration.Strategy.Of("DOGE").MaxSpreadBps, configuration.Strategy.Of("DOGE").DecayPerBps));
        Assert.Equal(1.1, new BotConfiguration().Strategy.Of("BTC").DecayPerBps); // the built-in entry is untouched
        Assert.Equal(0.05, configuration.Strategy.Quoting.RiskAversionPerBps);
    }

    [Fact]
    public void Parse_ManyFaults_NamesThemAllAtOnce()
    {
        ConfigurationException fault = Assert.Throws<ConfigurationException>(() => ConfigurationFile.Parse(
            """
            bots: {}
            bot:
              quoting:
                cycle_ms: 5
                order_size_usd: lots
                adverse_selection_horizon_ms: 1.5
                speed: 1
              kill_switch: maybe
              risk: 7
              instruments:
                BTC: {decay_per_bps: .nan}
            """,
            "mm.yaml"));

        Assert.Equal(
            """
            mm.yaml has 8 faults:
              bots: unknown section; known: bot, alerts, collectors, jobs, lake, query_api.
              bot.quoting.cycle_ms: 5 is out of range; allowed: 10 … 60000.
              bot.quoting.order_size_usd: 'lots' is not a number; allowed: 10 … 10000000.
              bot.quoting.adverse_selection_horizon_ms: '1.5' is not a whole number; allowed: 1 … 600000.
              bot.quoting.speed: unknown key; known here: cycle_ms, order_size_usd, risk_aversion_per_bps, min_edge_bps, reduce_edge_bps, adverse_selection_ratio, adverse_selection_horizon_ms, requote_tolerance_ratio.
              bot.kill_switch: 'maybe' is not a truth value; allowed: true, false.
              bot.risk: must be a mapping of keys.
              bot.instruments.BTC.decay_per_bps: '.nan' is not a number; allowed: 0.0001 … 1000.
            """.ReplaceLineEndings("\n"),
            fault.Message);
    }

    [Fact]
    public void Parse_LimitsThatContradictEachOther_AreRefused()
    {
        ConfigurationException fault = Assert.Throws<ConfigurationException>(() => ConfigurationFile.Parse("bot: {toxicity: {toxic_until_ratio: 2}}", "mm.yaml"));
        Assert.Equal(["bot.toxicity.toxic_until_ratio: 2 must not exceed bot.toxicity.toxic_above_ratio, which is 1."], fault.Faults);
    }

    [Theory]
    [InlineData("bot: [1, 2]", "bot: must be a mapping of keys.")]
    [InlineData("- 1", "the file must be a mapping of sections, such as \"bot:\".")]
    public void Parse_OtherShapes_AreRefused(string yaml, string expected) =>
        Assert.Equal([expected], Assert.Throws<ConfigurationException>(() => ConfigurationFile.Parse(yaml, "mm.yaml")).Faults);

    [Fact]
    public void Parse_NotYaml_SaysTheLine()
    {
        ConfigurationException fault = Assert.Throws<ConfigurationException>(() => ConfigurationFile.Parse("bot:\n  a: 1\n  a: 2\n", "mm.yaml"));
        Assert.StartsWith("line 3: ", fault.Faults.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TheJournalsChoices_AreThoseOfTheFile()
    {
        JournalOptions options = ConfigurationFile.Parse("bot: {journal: {overflow: drop, rolls_hourly: true, fsync: every_event, failure_wait_ms: 5}}", "mm.yaml").Journal.ToOptions("run", "id");
        Assert.Equal((OverflowPolicy.Drop, true, FsyncPolicy.EveryEvent, 5), (options.Overflow, options.IsRolledHourly, options.Fsync, options.FailureWait.TotalMilliseconds));
        options = new BotConfiguration().Journal.ToOptions("run", "id");
        Assert.Equal((OverflowPolicy.Wait, false, FsyncPolicy.None, 30_000), (options.Overflow, options.IsRolledHourly, options.Fsync, options.FailureWait.TotalMilliseconds));
    }

    [Fact]
    public void Parse_AChoiceThatIsNone_SaysWhichThereAre() =>
        Assert.Equal(
            ["bot.journal.fsync: 'always' is not one of its choices; allowed: none, interval, every_event."],
            Assert.Throws<ConfigurationException>(() => ConfigurationFile.Parse("bot: {journal: {fsync: always}}", "mm.yaml")).Faults);

    [Fact]
    public void SettingsPage_OfTheDefaults_IsAFileThatSaysTheDefaults()
    {
        string page = SettingsPage.Text();
        Assert.Contains("cycle_ms: 100", page, StringComparison.Ordinal);
        Assert.Matches("overflow: wait +# wait, drop\\. When a queue", page);
        Assert.Contains("# 10 … 60000. Time between two decisions of a side", page, StringComparison.Ordinal);
        Assert.Equal(ConfigurationText.Sha256(new BotConfiguration()), ConfigurationText.Sha256(ConfigurationFile.Parse(page, "mm.yaml")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bot:")]
    [InlineData("bot: {quoting: {cycle_ms: 100}, journal: {max_file_mb: 1}}")]
    public void Sha256_OfFilesThatDecideAlike_IsTheSame(string yaml) =>
        Assert.Equal(ConfigurationText.Sha256(new BotConfiguration()), ConfigurationText.Sha256(ConfigurationFile.Parse(yaml, "mm.yaml")));

    [Theory]
    [InlineData("bot: {kill_switch: true}")]
    [InlineData("bot: {exchange: {cancel_latency_ms: 301}}")]
    [InlineData("bot: {instruments: {BTC: {min_depth_usd: 1}}}")]
    public void Sha256_OfFilesThatDecideOtherwise_Differs(string yaml) =>
        Assert.NotEqual(ConfigurationText.Sha256(new BotConfiguration()), ConfigurationText.Sha256(ConfigurationFile.Parse(yaml, "mm.yaml")));
}
