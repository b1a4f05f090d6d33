using S3Contract.Cli;

using var interruption = new Interruption();
using var console = ProcessConsole.Open(interruption);
return console.Close(CommandLine.Run(args, console.Surroundings));
