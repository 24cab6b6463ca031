using MarketMaker.Collectors.Benchmarks.Collect;

switch (args)
{
    case ["collect", .. string[] rest]:
        return CollectBenchmark.Run(rest);
    case ["reference", string journal, string output, string threads]:
        return ReadJsonReference.Run(journal, output, threads);
    default:
        Console.Error.WriteLine(CollectBenchmark.Usage);
        return 2;
}
