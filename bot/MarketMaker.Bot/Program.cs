using MarketMaker.Bot;

return CommandLine.Run(args, Console.Out, Console.Error);
