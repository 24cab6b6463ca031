using System.Text.Json.Nodes;

namespace MarketMaker.Bot.Replay;

/// <summary>Tells on standard error how far a long step is, a few times a second at most.</summary>
internal sealed class ProgressReport(string name, bool isJson, TextWriter errors, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private long _last;

    public void Show(double done, double total)
    {
        long now = clock.GetTimestamp();
        if (done < total && _last != 0 && clock.GetElapsedTime(_last, now) < Interval) return;
        _last = now;
        if (isJson) errors.WriteLine(new JsonObject { ["progress"] = name, ["done"] = done, ["total"] = total }.ToJsonString());
        else if (_isTerminal) errors.Write($"\r{name} {(total > 0 ? done / total : 1):P0} {(done >= total ? "\n" : "")}");
    }
}
