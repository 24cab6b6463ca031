using MarketMaker.Schemas.Events;
using MarketMaker.Venue.Fills;

namespace MarketMaker.Collectors.Imports.Fills;

/// <summary>Runs the sampler over the fills of a log and holds the weighted volume against the true one.</summary>
internal sealed class FillStudy
{
    /// <summary>Other samples of the same fills that the interval is tried on.</summary>
    public const int SaltCount = 1_000;

    private const string RunId = "00000000-0000-7000-8000-000000000000"; // as long as a real one, for the sake of the bytes

    private readonly FillLog _log;
    private readonly FillSamplerOptions _options;
    private readonly EventLineWriter<HyperliquidFill> _writer = new(RunId);
    private readonly JsonLine _line = new();
    private readonly LineBytes[] _bytes;

    private FillStudy(FillLog log, FillSamplerOptions options)
    {
        (_log, _options) = (log, options);
        _bytes = new LineBytes[log.Fills.Count];
        Strata = Sample(options with { Salt = 0 }, WriteLines);
        for (int salt = 1; salt <= SaltCount; salt++)
        {
            List<FillStratum> other = Sample(options with { Salt = (ulong)salt }, null);
            for (int i = 0; i < other.Count; i++)
                if (other[i].HoldsTruth) Strata[i].CoveredCount++;
        }
    }

    /// <summary>Every symbol's days, then all of its days together.</summary>
    public IReadOnlyList<FillStratum> Strata { get; }

    /// <summary>Journal lines of every fill.</summary>
    public MemoryStream AllLines { get; } = new();

    /// <summary>Journal lines of the fills kept.</summary>
    public MemoryStream KeptLines { get; } = new();

    public FillLog Log => _log;

    public FillSamplerOptions Options => _options;

    /// <summary>Samples the fills of a log, once by the salt that counts and by <see cref="SaltCount"/> others.</summary>
    public static FillStudy Of(FillLog log, FillSamplerOptions options) => new(log, options);

    private List<FillStratum> Sample(FillSamplerOptions options, Action<int, FillVerdict>? judged)
    {
        var sampler = new FillSampler(_log.Instruments, options);
        var strata = new SortedDictionary<(string Symbol, DateOnly Day), FillStratum>();
        for (int i = 0; i < _log.Fills.Count; i++)
        {
            LoggedFill fill = _log.Fills[i];
            FillVerdict verdict = sampler.Judge(fill.Fill);
            judged?.Invoke(i, verdict);
            string symbol = fill.Row.Envelope.Symbol!;
            foreach (DateOnly day in (ReadOnlySpan<DateOnly>)[fill.Fill.VenueTime.ToUtcDate(), DateOnly.MaxValue])
            {
                if (!strata.TryGetValue((symbol, day), out FillStratum? stratum))
                    strata.Add((symbol, day), stratum = new FillStratum(symbol, day == DateOnly.MaxValue ? null : day));
                stratum.Add(in fill, in verdict, _bytes[i]);
            }
        }

        return [.. strata.Values];
    }

    // What the bot's journal would hold: of all fills with weight 1, and of those kept with theirs.
    private void WriteLines(int index, FillVerdict verdict)
    {
        HyperliquidFill row = _log.Fills[index].Row with { IsAnomaly = verdict.IsAnomaly };
        int all = Write(row, AllLines);
        int kept = verdict.IsKept ? Write(row with { SampleWeight = verdict.SampleWeight }, KeptLines) : 0;
        _bytes[index] = new LineBytes(all, kept);
    }

    private int Write(in HyperliquidFill row, MemoryStream lines)
    {
        _writer.Write(in row, _line);
        lines.Write(_line.Bytes);
        return _line.Bytes.Length;
    }
}

/// <summary>Bytes of a fill's journal line when all are kept, and when it is sampled: 0 when it then is not kept.</summary>
internal readonly record struct LineBytes(int All, int Kept);
