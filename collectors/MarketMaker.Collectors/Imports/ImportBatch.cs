using MarketMaker.Lake.Tables;

namespace MarketMaker.Collectors.Imports;

/// <summary>Parts of source files of one foreign stream that are published together: many small files make few Parquet files.</summary>
internal sealed class ImportBatch
{
    private readonly List<SourceSpan> _sources = [];
    private readonly List<SourceLine> _lines = [];
    private readonly List<ImportCheckpoint> _checkpoints = [];

    public int LineCount => _lines.Count;

    /// <summary>What is to be recorded of the files.</summary>
    public IReadOnlyList<ImportCheckpoint> Checkpoints => _checkpoints;

    /// <summary>True when a part of that file is in the batch.</summary>
    public bool Holds(string sourcePath) => _sources.Exists(s => s.Path == sourcePath);

    public void Add(ForeignFile file, SourcePart part)
    {
        // The source path, not the path on this disk: a copy read elsewhere must give the same quarantine row.
        _sources.Add(new SourceSpan(part.FileUuid, file.SourcePath, part.From, part.To, part.StartedAt));
        foreach ((Files.FileLine line, MappedLine mapped) in part.Lines)
            _lines.Add(new SourceLine(mapped.Line, line.Bytes, mapped.TargetStream, _sources.Count - 1, line.ByteOffset, mapped.Refusal, mapped.Time));
        if (part.Checkpoint is not null) _checkpoints.Add(part.Checkpoint);
    }

    public IngestBatch ToIngest() => new(_sources, _lines);
}
