using MarketMaker.Lake.Partitions;
using MarketMaker.Lake.Tables;
using MarketMaker.Schemas.Values;

namespace MarketMaker.Collectors.Imports;

/// <summary>How far an import is.</summary>
internal readonly record struct ImportProgress(int FilesDone, int FilesTotal);

/// <summary>Imports the files of a foreign log, one foreign stream after the other.</summary>
/// <remarks>
/// Resumable at any instant: what a batch covers is recorded before it is ingested and confirmed after. Lines are identified by
/// their content (<see cref="LineIdentity"/>), so even a file that was replaced or whose record is gone loads nothing twice.
/// </remarks>
internal sealed class ImportRun(IForeignFormat format, LakeDirectory lake, TimeProvider clock)
{
    private readonly CheckpointStore _checkpoints = new(lake);
    private readonly ManifestStore _manifests = new(lake);

    /// <summary>Imports and accounts for every line.</summary>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">None of the files is one of the format; nothing was imported.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two batches; the rest is imported by the next run.</exception>
    public ImportAccounting Run(string path, IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        ForeignFolder folder = ForeignFolder.Open(format, path);
        if (!folder.Files.Any(f => format.Has(f.Stream))) throw new InvalidDataException(ImportReport.NoFile(path, format.Name));
        var accounting = new ImportAccounting { FileCount = folder.Files.Count };
        accounting.SkippedFiles.AddRange(folder.Skipped);
        using var ingest = new StreamIngest(lake, clock);
        int done = 0;
        foreach (IGrouping<string, ForeignFile> stream in folder.Files.GroupBy(f => f.Stream).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            StreamAccount account = accounting.Of(stream.Key);
            var batch = new ImportBatch();
            foreach (ForeignFile file in stream)
            {
                progress.Report(new ImportProgress(done++, folder.Files.Count));
                // Two files may have one source path (two copies): the second is read against what the first left.
                if (batch.Holds(file.SourcePath)) batch = Ingest(ingest, batch, account, cancellation);
                var reader = new SourceReader(format, file, _checkpoints.Find(file.SourcePath), UtcMicros.From(clock.GetUtcNow()));
                foreach (SourcePart part in reader.Parts())
                {
                    batch.Add(file, part);
                    if (batch.LineCount >= SourceReader.MaxLines) batch = Ingest(ingest, batch, account, cancellation);
                }

                account.LinesRead += reader.KnownLines;
                account.Duplicates += reader.KnownLines;
                account.Unfinished += reader.Unfinished;
                if (reader.Damage is not null) accounting.Damages.Add(reader.Damage);
            }

            Ingest(ingest, batch, account, cancellation);
        }

        progress.Report(new ImportProgress(done, folder.Files.Count));
        return accounting;
    }

    /// <returns>The next batch, empty.</returns>
    private ImportBatch Ingest(StreamIngest ingest, ImportBatch batch, StreamAccount account, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (batch.LineCount == 0) return batch;
        _checkpoints.Write(batch.Checkpoints.Select(c => c with { IsDone = false }));
        IngestBatch lines = batch.ToIngest();
        long rowsBefore = RowsOf(lines);
        LineCounts counts = ingest.Ingest(lines).Total;
        _checkpoints.Write(batch.Checkpoints);

        // A batch that an interrupted import had published is replaced by itself: those rows were there already.
        account.LinesRead += counts.Lines;
        account.RowsLoaded += counts.Rows - rowsBefore;
        account.Duplicates += counts.Duplicates + rowsBefore;
        account.Quarantined += counts.Quarantined;
        return new ImportBatch();
    }

    private long RowsOf(IngestBatch batch) => batch.Lines.Select(l => l.Stream).OfType<string>().Distinct(StringComparer.Ordinal)
        .SelectMany(stream => _manifests.ReadAll(stream, isStream: true)).SelectMany(m => m.Files).Where(f => f.BatchId == batch.Id).Sum(f => f.Rows);
}
