from training.whose.commands import main

if __name__ == "__main__":
    main(prog_name="python -m training.whose")
