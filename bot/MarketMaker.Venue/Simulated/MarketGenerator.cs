using System.Buffers;
using System.IO.Compression;

namespace MarketMaker.Venue.Simulated;

/// <summary>Generates a tape of three Hyperliquid perpetuals and a leading venue, in the format of a recorded one.</summary>
/// <remarks>
/// A market to try the whole house on without a recording: fair prices with clustered volatility, jumps and one cascade
/// (<see cref="GeneratorPrices"/>), clustered order flow with long memory (<see cref="GeneratorFlow"/>), queues at the touch
/// (<see cref="GeneratorSide"/>), sweeps of stale quotes (<see cref="GeneratorMarket"/>), a leader that moves first
/// (<see cref="GeneratorSession"/>). It is not a forecast of anything: a strategy that earns here may lose on a venue.
/// </remarks>
public static class MarketGenerator
{
    /// <summary>Writes a tape; the same options give the same lines on every machine, and the same file wherever the runtime's gzip is the same.</summary>
    /// <param name="options">What to generate.</param>
    /// <param name="path">Where to; <c>.jsonl.gz</c> by custom. Published by a rename, so a reader never sees half of it.</param>
    /// <param name="progress">Told the share done, 0 … 1, now and then; may be null.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(GeneratorOptions options, string path, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var session = new GeneratorSession(options.Validated());
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string unfinished = path + ".tmp";
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                using (var gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
                {
                    var output = new ArrayBufferWriter<byte>(1 << 19);
                    session.Run(output, () => Flush(output, gzip), progress);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void Flush(ArrayBufferWriter<byte> output, Stream target)
    {
        target.Write(output.WrittenSpan);
        output.ResetWrittenCount();
    }
}
