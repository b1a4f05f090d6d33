using S3Contract.Cli;

using var interruption = new Interruption();
using var console = ProcessConsole.Open(interruption.Token);
return CommandLine.Run(args, console.Surroundings);
