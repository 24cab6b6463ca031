using System.Text;
using System.Text.Json;
using MarketMaker.Collectors.Imports;
using MarketMaker.Collectors.Imports.MetaStacker;

namespace MarketMaker.Collectors.Tests.Imports;

/// <summary>Maps one hand-written line and reads the result back with an independent JSON reader.</summary>
internal static class Mapped
{
    public const string SourcePath = "5m/logs/default/x/x.jsonl";

    public static MappedLine Line(string stream, string json, string sourcePath = SourcePath) =>
        new MetaStackerFormat().Map(new ForeignLine(stream, sourcePath, Encoding.UTF8.GetBytes(json), 0));

    public static JsonElement Row(string stream, string json)
    {
        MappedLine mapped = Line(stream, json);
        Assert.Null(mapped.Refusal);
        Assert.Equal((byte)'\n', mapped.Line.Span[^1]);
        return JsonDocument.Parse(mapped.Line[..^1], new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement;
    }

    public static string? Text(this JsonElement row, string name) => row.GetProperty(name).GetString();

    public static string Raw(this JsonElement row, string name) => row.GetProperty(name).GetRawText();
}
