using MarketMaker.Venue.Tape;

namespace MarketMaker.Bot.Tests.Venue.Generator;

/// <summary>Where the statistics of a 35 minute tape lie, recorded or generated.</summary>
/// <remarks>
/// Measured on the recorded Hyperliquid tape of 2025-09-04, 19:46:56–20:21:45 (BTC, ETH, SOL), and widened by the sampling error of 35 minutes:
/// 209 returns of 10 s give a standard error of 1/√209 = 0.07 to an autocorrelation and of 5 % to a standard deviation; kurtosis and the sign
/// correlations at long lags hang on a few events. The measured numbers are printed by
/// <c>dotnet test --filter RecordedTape_Statistics_LieInTheRanges --logger "console;verbosity=detailed"</c>.
/// <code>
///                         BTC                     ETH                     SOL
/// one-step spread share   0.943                   0.933                   0.940
/// spread p99, bps         0.726                   1.405                   2.467
/// sign acf 1 2 5 10 50    .65 .56 .52 .43 .21     .58 .50 .39 .31 .13     .55 .49 .37 .30 .17
/// 10 s return sd, bps     1.88                    3.00                    3.88
/// kurtosis, acf, acf |r|  12.9  -.05  .33         6.8  .07  .32           5.2  .08  .16
/// sweep share             0.135                   0.097                   0.079
/// impact 1 s one|sweep    0.03  0.99              0.13  1.76              0.19  2.05
/// impact 5 s one|sweep    0.05  1.82              0.31  1.89              0.22  2.91
/// delay p50 p99, ms       357  958                356  943                359  948
/// </code>
/// </remarks>
internal static class MarketRanges
{
    public static IReadOnlyList<string> Symbols { get; } = ["BTC", "ETH", "SOL"];

    private static readonly (double Low, double High)[] SignAcf = [(0.50, 0.85), (0.40, 0.80), (0.30, 0.70), (0.20, 0.60), (0.05, 0.35)];

    /// <summary>Every statistic that lies outside, with its range; empty when all is well.</summary>
    public static IEnumerable<string> Violations(SymbolStatistics measured)
    {
        (double sdLow, double sdHigh, double p99Low, double p99High) = measured.Symbol switch
        {
            "BTC" => (1.5, 2.5, 0.4, 1.0),
            "ETH" => (2.3, 3.9, 0.8, 1.9),
            _ => (3.0, 5.0, 1.2, 3.2),
        };
        var checks = new List<(string Name, double Value, double Low, double High)>
        {
            ("quotes", measured.QuoteCount, 11_000, 18_000),
            ("trades", measured.TradeCount, 3_000, 11_000),
            ("one-step spread share", measured.OneStepSpreadShare, 0.90, 0.97),
            ("spread p99, bps", measured.SpreadP99Bps, p99Low, p99High),
            ("return sd, bps", measured.ReturnSdBps, sdLow, sdHigh),
            ("return kurtosis", measured.ReturnKurtosis, 4, 16),
            ("return acf", measured.ReturnAcf, -0.2, 0.2),
            ("absolute return acf", measured.AbsReturnAcf, 0.08, 0.45),
            ("sweep share", measured.SweepShare, 0.04, 0.16),
            ("impact 1 s, one price", measured.SingleImpact1sBps, -0.1, 0.4),
            ("impact 1 s, sweep, in return sd", measured.SweepImpact1sBps / measured.ReturnSdBps, 0.4, 0.8),
            ("impact 5 s, sweep, in return sd", measured.SweepImpact5sBps / measured.ReturnSdBps, 0.5, 1.1),
            ("impact 1 s, sweep over one price", measured.SweepImpact1sBps - measured.SingleImpact1sBps, 0.5, 4),
            ("impact, sweep, drift from 1 s to 5 s", measured.SweepImpact5sBps - measured.SweepImpact1sBps, 0, 2),
            ("delay p50, ms", measured.DelayP50Ms, 300, 420),
            ("delay p99, ms", measured.DelayP99Ms, 700, 1_200),
        };
        for (int i = 0; i < SignAcf.Length; i++)
            checks.Add(($"sign acf at lag {TapeStatistics.SignLags[i]}", measured.SignAcf[i], SignAcf[i].Low, SignAcf[i].High));
        return checks.Where(c => !(c.Value >= c.Low && c.Value <= c.High))
            .Select(c => $"{measured.Symbol}: {c.Name} is {c.Value:G4}, not within {c.Low} … {c.High}");
    }
}
