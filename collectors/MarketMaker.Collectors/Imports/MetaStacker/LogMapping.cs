namespace MarketMaker.Collectors.Imports.MetaStacker;

/// <summary>Streams that none of ours speaks of yet: log lines whose template is the stream's name and whose fields are all extra.</summary>
internal static class LogMapping
{
    public const string TargetStream = "bot_log";

    public static void Map(string foreignStream, EventRow to)
    {
        to.Text("level", "information");
        to.Text("template", foreignStream);
        to.Text("source", "metastacker");
    }
}
