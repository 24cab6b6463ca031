namespace MarketMaker.Bot.Replay;

/// <summary>Holds <c>data/locks/&lt;role&gt;.lock</c>: at most one process of a role works on a data folder. The kernel lets go when we die.</summary>
internal sealed class RoleLock : IDisposable
{
    private const int AttemptCount = 100;
    private const int RetryMs = 50;

    private readonly FileStream _file;

    private RoleLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, waiting a few seconds for a process that is just ending; null when another one keeps it.</summary>
    public static RoleLock? TryTake(string dataDirectory, string role)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(dataDirectory, "locks")).FullName, role + ".lock");
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new RoleLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (attempt < AttemptCount)
            {
                Thread.Sleep(RetryMs);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
