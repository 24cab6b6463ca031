using MarketMaker.Strategy;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MarketMaker.Bot.Configuration;

/// <summary>Reads <c>mm.yaml</c>. A file with any fault gives no configuration but every fault at once.</summary>
public static class ConfigurationFile
{
    private const string OwnSection = "bot";

    // Sections of the file that other programs read and check.
    private static readonly string[] OtherSections = ["alerts", "collectors", "jobs", "lake", "query_api"];

    /// <summary>The configuration in a file; the defaults for a null path.</summary>
    /// <exception cref="ConfigurationException">The file has faults.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BotConfiguration Load(string? path) => path is null ? new BotConfiguration() : Parse(File.ReadAllText(path), path);

    /// <summary>The configuration in a text; <paramref name="name"/> is what faults are reported under.</summary>
    public static BotConfiguration Parse(string yaml, string name)
    {
        var faults = new List<string>();
        var configuration = new BotConfiguration();
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count > 0) ReadRoot(stream.Documents[0].RootNode, configuration, faults);
        }
        catch (YamlException fault)
        {
            faults.Add($"line {fault.Start.Line}: {fault.Message}");
        }

        if (faults.Count == 0) CheckRelations(configuration, faults);
        return faults.Count == 0 ? configuration : throw new ConfigurationException(name, faults);
    }

    private static void ReadRoot(YamlNode root, BotConfiguration configuration, List<string> faults)
    {
        if (root is not YamlMappingNode sections)
        {
            faults.Add("the file must be a mapping of sections, such as \"bot:\".");
            return;
        }

        foreach ((YamlNode key, YamlNode value) in sections)
        {
            string section = ((YamlScalarNode)key).Value ?? "";
            if (section == OwnSection) SettingsReader.Read(value, OwnSection, faults, configuration, configuration.Strategy);
            else if (!OtherSections.Contains(section))
                faults.Add($"{section}: unknown section; known: {OwnSection}, {string.Join(", ", OtherSections)}.");
        }
    }

    private static void CheckRelations(BotConfiguration configuration, List<string> faults)
    {
        StrategyParameters strategy = configuration.Strategy;
        Ascending("toxicity.benign_below_ratio", strategy.Toxicity.BenignBelowRatio, "toxicity.toxic_until_ratio", strategy.Toxicity.ToxicUntilRatio);
        Ascending("toxicity.toxic_until_ratio", strategy.Toxicity.ToxicUntilRatio, "toxicity.toxic_above_ratio", strategy.Toxicity.ToxicAboveRatio);
        Ascending("regime.quiet_below_ratio", strategy.Regime.QuietBelowRatio, "regime.volatile_above_ratio", strategy.Regime.VolatileAboveRatio);
        Ascending("regime.volatile_above_ratio", strategy.Regime.VolatileAboveRatio, "regime.cascade_above_ratio", strategy.Regime.CascadeAboveRatio);
        Ascending("risk.resume_below_ratio", strategy.Risk.ResumeBelowRatio, "risk.reduce_above_ratio", strategy.Risk.ReduceAboveRatio);
        Ascending("volatility.half_life_s", strategy.Volatility.HalfLifeS, "volatility.slow_half_life_s", strategy.Volatility.SlowHalfLifeS);
        Ascending("fill_sampling.warmup_count", configuration.FillSampling.WarmupCount, "fill_sampling.window_count", configuration.FillSampling.WindowCount);

        void Ascending(string lowerKey, double lower, string upperKey, double upper)
        {
            if (lower > upper) faults.Add($"{OwnSection}.{lowerKey}: {lower} must not exceed {OwnSection}.{upperKey}, which is {upper}.");
        }
    }
}
