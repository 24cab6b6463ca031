using System.Text;
using System.Text.Json;
using MarketMaker.Collectors.Arguments;
using MarketMaker.Collectors.Imports;
using MarketMaker.Lake.Native;
using MarketMaker.Lake.Partitions;
using MarketMaker.Schemas.Publishing;

namespace MarketMaker.Collectors.Sources;

/// <summary>The verb <c>raw</c>: the original line of a row.</summary>
internal static class RawProgram
{
    public const string Usage = """
        Usage: Collectors raw STREAM RUN SEQ [--logs DIR] [--data DIR] [--json]
          --logs   folder that holds the logs that were imported (default: the current folder)
        """;

    /// <returns>The process's exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors) => LakeVerb.Run(errors, () =>
    {
        var options = VerbOptions.Parse(arguments, Usage, values: ["--logs"], flags: [], words: 3);
        string stream = options.StreamNamed(options.Words[0]);
        string runId = options.Words[1];
        if (!long.TryParse(options.Words[2], out long seq)) throw options.Wrong($"'{options.Words[2]}' is not a seq.");
        (string fileUuid, long offset) = Place(options.Lake, stream, runId, seq);
        SourceFile file = new SourceFiles(options.Lake, options.Value("--logs")).Find(fileUuid);
        byte[] line = SourceFiles.ReadLine(file, offset);
        if (!Is(file, line, runId, seq)) throw new InvalidDataException($"'{file.Path}' has another line at byte {offset} than event ({runId}, {stream}, {seq}): the file was changed since it was read.");
        string text = Encoding.UTF8.GetString(line);
        output.Write((options.IsJson ? JsonSerializer.Serialize(new { file_uuid = fileUuid, path = file.Path, byte_offset = offset, line = text }) : text) + "\n");
        return 0;
    });

    private static (string FileUuid, long ByteOffset) Place(LakeDirectory lake, string stream, string runId, long seq)
    {
        LakeSnapshot snapshot = LakeSnapshot.Read(lake);
        (string, string)[] files = [.. snapshot.Files(stream, null, null).Where(f => f.Runs.Any(r => r.RunId == runId && r.MayOverlap(seq, seq))).Select(f => (snapshot.PathOf(f), f.SchemaHash))];
        using var connection = new DuckDBConnection();
        connection.Open();
        using var command = new DuckDBCommand(
            $"SELECT file_uuid, byte_offset FROM ({LakeViews.Select(Catalogue.Get(stream), files)}) WHERE run_id = {DuckDbType.Quote(runId)} AND seq = {seq}", connection);
        using DuckDBDataReader reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetInt64(1))
            : throw new InvalidDataException($"There is no event ({runId}, {stream}, {seq}) in the lake. It may be in quarantine, or missing: see the verbs quarantine and complete.");
    }

    private static bool Is(SourceFile file, byte[] line, string runId, long seq)
    {
        if (file.SourcePath is not null) return LineIdentity.Of(file.SourcePath, line).Seq == seq;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("seq").GetInt64() == seq && document.RootElement.GetProperty("run_id").GetString() == runId;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }
}
