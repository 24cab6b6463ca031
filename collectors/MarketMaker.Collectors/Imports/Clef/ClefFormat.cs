using System.Text.Json;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Imports.Clef;

/// <summary>Logs of any Serilog application in CLEF, the compact log event format (https://clef-json.org): one JSON object a line.</summary>
internal sealed class ClefFormat : IForeignFormat
{
    /// <summary>What the lines become.</summary>
    public const string TargetStream = "bot_log";

    private const string Gzip = ".gz";
    private const string LogFolder = "logs";

    private static readonly string[] Extensions = [".clef", ".json", ".jsonl", ".log"];

    /// <inheritdoc/>
    public string Name => "clef";

    /// <summary>One stream for all: a CLEF file's name says when it was begun, not what is in it.</summary>
    public string? StreamOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string plain = path.EndsWith(Gzip, StringComparison.OrdinalIgnoreCase) ? path[..^Gzip.Length] : path;
        return Extensions.Any(e => plain.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ? Name : null;
    }

    /// <inheritdoc/>
    public bool Has(string stream) => stream == Name;

    /// <summary>
    /// The part of the path from the folder above its last <c>logs</c> folder on: which program's logs they are, wherever they were copied to;
    /// without such a folder, the path below the root.
    /// </summary>
    public string SourcePathOf(string root, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] parts = path.Split(Path.DirectorySeparatorChar);
        int logs = Array.FindLastIndex(parts, parts.Length - 2, p => p.Equals(LogFolder, StringComparison.OrdinalIgnoreCase));
        return logs < 0 ? Path.GetRelativePath(root, path).Replace('\\', '/') : string.Join('/', parts[Math.Max(0, logs - 1)..]).TrimStart('/');
    }

    /// <inheritdoc/>
    public MappedLine Map(ForeignLine line)
    {
        using JsonDocument? document = ForeignText.Parse(line.Bytes, out string? refusal);
        if (document is null) return MappedLine.Refused(TargetStream, null, refusal!);
        var row = new EventRow(Catalogue.Get(TargetStream));
        ClefMapping.Map(line, document.RootElement, row);
        return row.Refusal is null ? MappedLine.Of(TargetStream, row.EventTime, row.ToLine()) : MappedLine.Refused(TargetStream, row.EventTime, row.Refusal);
    }
}
