using System.Collections.Concurrent;

namespace MarketMaker.QueryApi.Sandbox;

/// <summary>Keeps warm worker processes and gives each request one of its own; a worker that fails, or has served long, is replaced.</summary>
/// <remarks>Safe for several threads. This process never loads DuckDB itself: a query can take down a worker and nothing else.</remarks>
public sealed class WorkerPool : IAsyncDisposable
{
    private const int RequestsPerWorker = 200;

    private readonly WorkerCommand _command;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentQueue<Task<WorkerProcess>> _warm = new();
    private readonly ConcurrentDictionary<int, WorkerProcess> _alive = new();
    private long _lastId;
    private volatile bool _isClosed;

    /// <param name="command">How a worker is started.</param>
    /// <param name="size">Workers that run at once; further requests wait.</param>
    public WorkerPool(WorkerCommand command, int size = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _command = command;
        _slots = new SemaphoreSlim(size, size);
        for (int i = 0; i < size; i++) _warm.Enqueue(Task.Run(StartOne));
    }

    /// <summary>Process ids of the workers alive now.</summary>
    public IReadOnlyCollection<int> ProcessIds => [.. _alive.Values.Where(w => w.IsAlive).Select(w => w.Id)];

    /// <summary>Runs SELECT statements over views, in one session.</summary>
    /// <param name="request">What to run; its id is given here.</param>
    /// <param name="cancellation">Gives up, and kills the worker.</param>
    /// <returns>One table per statement.</returns>
    /// <exception cref="WorkerFailedException">The request failed, was late, or its worker died.</exception>
    public async Task<IReadOnlyList<ResultTable>> RunAsync(WorkerRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _slots.WaitAsync(cancellation);
        try
        {
            WorkerProcess worker = await TakeAsync();
            bool isDone = false;
            try
            {
                IReadOnlyList<ResultTable> tables = await worker.AskAsync(request with { Id = Interlocked.Increment(ref _lastId) }, cancellation);
                isDone = worker.Requests < RequestsPerWorker;
                return tables;
            }
            finally
            {
                // After any failure the worker is replaced: what a query did to it is not known.
                if (isDone && !_isClosed) _warm.Enqueue(Task.FromResult(worker));
                else Replace(worker);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        while (_warm.TryDequeue(out Task<WorkerProcess>? starting)) (await starting).Dispose();
        foreach (WorkerProcess worker in _alive.Values) worker.Dispose();
        _alive.Clear();
        _slots.Dispose();
    }

    private async Task<WorkerProcess> TakeAsync()
    {
        while (_warm.TryDequeue(out Task<WorkerProcess>? starting))
        {
            WorkerProcess worker = await starting;
            if (worker.IsAlive) return worker;
            Drop(worker); // it died while it was idle
        }

        return StartOne();
    }

    private void Replace(WorkerProcess worker)
    {
        Drop(worker);
        if (!_isClosed) _warm.Enqueue(Task.Run(StartOne));
    }

    private void Drop(WorkerProcess worker)
    {
        _alive.TryRemove(worker.Id, out _);
        worker.Dispose();
    }

    private WorkerProcess StartOne()
    {
        var worker = new WorkerProcess(_command);
        _alive[worker.Id] = worker;
        return worker;
    }
}
