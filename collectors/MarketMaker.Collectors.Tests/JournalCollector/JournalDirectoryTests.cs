using MarketMaker.Collectors.JournalCollector;
using MarketMaker.Schemas.Events;

namespace MarketMaker.Collectors.Tests.JournalCollector;

public sealed class JournalDirectoryTests : IDisposable
{
    private readonly string _journal = Directory.CreateTempSubdirectory("mm-journal-").FullName;

    public void Dispose() => Directory.Delete(_journal, recursive: true);

    [Fact]
    public void Scan_FilesAreSealedWhileItLooks_NeverFails()
    {
        string[] files = [.. Enumerable.Range(1, 300).Select(i => Path.Combine(_journal, JournalFile.BaseName("order_intent", i) + JournalFile.OpenExtension))];
        foreach (string file in files) File.WriteAllText(file, "{");
        using var stop = new CancellationTokenSource();
        var sealing = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
                foreach (string file in files)
                {
                    string final = Path.ChangeExtension(file, JournalFile.SealedExtension);
                    File.Move(file, final);
                    File.Move(final, file);
                }
        });
        sealing.Start();
        try
        {
            for (int i = 0; i < 100; i++) Assert.All(JournalDirectory.Scan(_journal), f => Assert.True(f.Length is 1 or -1));
        }
        finally
        {
            stop.Cancel();
            sealing.Join();
        }
    }
}
